package org.arcoforge.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.arcoforge.bake.plandata.PlanDocument;

/** A plan's way through its document. */
final class PlanRoundTrip {
  private PlanRoundTrip() {}

  /** What is read of what was written, which gives the same bytes once more. */
  static Plan of(Plan plan) {
    try {
      byte[] bytes = bytes(plan);
      Plan back = PlanDocument.read(new ByteArrayInputStream(bytes), id -> List.of(plan.recipe()));
      assertArrayEquals(bytes, bytes(back));
      return back;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plan's document. */
  static byte[] bytes(Plan plan) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlanDocument.write(plan, out);
    return out.toByteArray();
  }
}
