import { expect } from "chai";
import fc from "fast-check";
import { bytes, durationText, milliseconds, sizeText } from "../../provider/units.ts";

describe("units", () => {
  it("reads sizes and durations as people write them", () => {
    expect(bytes("256MiB")).to.equal(256 * 2 ** 20);
    expect(bytes("2GB")).to.equal(2e9);
    expect(bytes("1.5 GiB")).to.equal(1.5 * 2 ** 30);
    expect(milliseconds("60s")).to.equal(60_000);
    expect(milliseconds("500ms")).to.equal(500);
  });

  for (const wrong of ["256 apples", "256", "MiB", "-1MiB", "1e3B", "", "256MIB"])
    it(`refuses ${JSON.stringify(wrong)} with a sentence that shows it`, () => {
      const { error } = sizeText().safeParse(wrong);
      expect(error?.issues[0]?.message).to.equal(
        `${JSON.stringify(wrong)} is not a size: write a number and a unit, like "256MiB" or "2GB"`,
      );
    });

  it("refuses a duration without a unit", () => {
    expect(durationText().safeParse("60").success).to.equal(false);
  });

  it("is the same amount in every unit", () =>
    fc.assert(
      fc.property(fc.nat(1_000_000), (amount) => {
        expect(bytes(`${amount}MiB`)).to.equal(bytes(`${amount * 1024}KiB`));
        expect(milliseconds(`${amount}s`)).to.equal(milliseconds(`${amount * 1000}ms`));
      }),
    ));
});
