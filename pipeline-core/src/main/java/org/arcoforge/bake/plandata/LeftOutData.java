package org.arcoforge.bake.plandata;

import org.arcoforge.plan.tiling.LeftOut;

/** Reads what a policy leaves out along one dimension, as {@link LeftOut#json} writes it. */
final class LeftOutData {
  private LeftOutData() {}

  static LeftOut read(Members in) {
    return new LeftOut(
        in.text("dim"),
        in.text("policy"),
        in.whole("elements"),
        in.whole("of"),
        in.whole("files"),
        in.whole("unused_files"),
        in.each("first").stream().map(LeftOutData::part).toList());
  }

  private static LeftOut.Part part(Members in) {
    return new LeftOut.Part(
        in.text("source"), in.text("position"), in.whole("elements"), in.whole("of"));
  }
}
