package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad network ends with the right bytes; {@code scripts/bad-network} is the long form. */
class BadNetworkIT {
  @TempDir Path folder = Path.of("");

  @Test
  void wrongAnswersOfTenKindsEndWithTheRightBytes() throws IOException {
    for (int seed = 0; seed < 4; seed++) { // both kinds of checksums, with the cache and without
      BadNetworkTrial.Result result =
          new BadNetworkTrial(seed, 25, folder.resolve("seed" + seed)).bake();
      assertTrue(result.finished(), seed + ": " + result);
      assertEquals(List.of(), result.corrupt(), seed + ": " + result);
      assertFalse(result.answers().startsWith("0 "), result.answers());
    }
  }

  @Test
  void aFetchLayerThatBelievesWhatComesIsCaught() throws IOException {
    BadNetworkTrial.Result result = new BadNetworkTrial(1, 25, folder).bakeCredulously();
    assertTrue(result.finished(), result.problems());
    assertFalse(result.corrupt().isEmpty(), "no file was spoilt");
  }
}
