package org.arcoforge.bake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.arcoforge.OtherJvm;
import org.arcoforge.beam.BakeCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that other processes make. */
class PlanFileIT {
  @TempDir Path folder;

  /** Prints the digest of the plan of the files in a folder. */
  public static void main(String[] args) throws IOException {
    BakeConfig config = new BakeCase(Path.of(args[0]), "memory://digest/").config();
    System.out.println("digest " + PlanFile.digest(PlanFile.encode(BakeCase.plan(config)), config));
  }

  @Test
  void otherProcessesMakeTheSamePlan() throws IOException, InterruptedException {
    BakeConfig config = new BakeCase(folder, "memory://digest/").config();
    String here = PlanFile.digest(PlanFile.encode(BakeCase.plan(config)), config);
    for (int i = 0; i < 2; i++) { // each has another order of its immutable sets and maps
      String out = OtherJvm.run(PlanFileIT.class, List.of(), folder.toString());
      assertTrue(out.contains("digest " + here), out + " and not " + here);
    }
  }
}
