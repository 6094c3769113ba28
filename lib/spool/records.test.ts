import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeRecords, encodeRecord } from "./records";

const texts = fc.array(fc.json({ maxDepth: 2 }), { minLength: 1, maxLength: 8 });
const segmentOf = (records: readonly string[]) => Buffer.from(records.map(encodeRecord).join(""));
const read = (segment: Buffer, from?: number) => [...decodeRecords(segment, from)];
const textsOf = (segment: Buffer) => read(segment).flatMap((piece) => ("text" in piece ? [piece.text] : []));

it("gives back what was written, from any record on, whatever zeros follow", () => {
  fc.assert(
    fc.property(texts, fc.nat(40), (records, zeros) => {
      const segment = Buffer.concat([segmentOf(records), Buffer.alloc(zeros)]);
      expect(textsOf(segment)).toEqual(records);
      read(segment).forEach(({ offset }, at) => {
        expect(read(segment, offset)).toEqual(read(segment).slice(at));
      });
    }),
  );
});

it("saves all records before a cut, and names it", () => {
  fc.assert(
    fc.property(texts, fc.nat(), (records, at) => {
      const whole = segmentOf(records);
      const segment = whole.subarray(0, at % whole.length);
      const pieces = read(segment);
      const saved = textsOf(segment);
      expect(saved).toEqual(records.slice(0, saved.length));
      const wholeBytes = segmentOf(saved).length;
      const cut = { offset: wholeBytes, end: segment.length, damage: "cut" };
      expect(pieces.slice(saved.length)).toEqual(wholeBytes === segment.length ? [] : [cut]);
    }),
  );
});

it("loses only the records that changed bytes touch, and counts the damage", () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 30 }), (records, at, noise) => {
      const whole = segmentOf(records);
      const segment = Buffer.from(whole);
      const start = at % whole.length;
      const end = Math.min(start + noise.length, whole.length);
      segment.set(noise.subarray(0, end - start), start);
      if (segment.equals(whole)) return;
      let offset = 0;
      const untouched = records.filter((record) => {
        const first = offset;
        offset += Buffer.byteLength(encodeRecord(record));
        // Where the break before it was changed, a record is a part of the line before.
        return offset <= start || first > end;
      });
      const saved = textsOf(segment);
      expect(saved.filter((text) => !records.includes(text))).toEqual([]);
      for (const text of untouched) expect(saved).toContain(text);
      if (saved.length < records.length) expect(read(segment).some((piece) => "damage" in piece)).toBe(true);
    }),
  );
});
