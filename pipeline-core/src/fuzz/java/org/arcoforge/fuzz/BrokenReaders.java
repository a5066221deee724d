package org.arcoforge.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.arcoforge.format.netcdf3.Netcdf3Reader;
import org.arcoforge.source.SourceException;

/** A reader with every fault that the fuzzer is there to find, beside its sound twin. */
final class BrokenReaders implements FuzzedFormat {
  private static final int LIMIT_MILLIS = 3000;
  private static volatile long spun;

  private final boolean broken;

  private BrokenReaders(boolean broken) {
    this.broken = broken;
  }

  /** Whether all faults of the one are found, and none in the other. */
  static boolean areFound(Path folder) throws Exception {
    Findings found = new Findings(folder);
    System.out.println(new FuzzRun(new BrokenReaders(true), 1, LIMIT_MILLIS, found).run(0, 2000));
    Findings none = new Findings(folder);
    System.out.println(new FuzzRun(new BrokenReaders(false), 1, LIMIT_MILLIS, none).run(0, 2000));
    boolean all = true;
    for (String kind : List.of(FuzzRun.UNDECLARED, FuzzRun.LATE, FuzzRun.MEMORY, FuzzRun.PRINTED)) {
      all &= found.count(kind) > 0;
    }
    return all && none.all() == 0;
  }

  @Override
  public String name() {
    return broken ? "broken" : "sound";
  }

  @Override
  public List<Input> seeds() throws Exception {
    return List.of(Input.of("texts.nc", FuzzBytes.fixture("format/netcdf3/texts.nc")));
  }

  @Override
  public Input mutant(Input seed, Random random) {
    return seed.with(ByteMutator.mutant(seed.bytes(), random));
  }

  @Override
  public void read(Input input) throws Exception {
    byte[] bytes = input.bytes();
    if (!broken) {
      try {
        WholeRead.of(
            org.arcoforge.open.FormatDetection.open(
                new FuzzBytes("mem:x", bytes),
                org.arcoforge.format.ReadOptions.of(org.arcoforge.format.FileFormat.AUTO)));
      } catch (SourceException e) {
        throw e;
      }
      return;
    }
    int records = bytes.length < 8 ? 0 : bytes[4] << 24 | (bytes[5] & 0xFF) << 16;
    if (bytes.length > 9 && bytes[8] == -1) {
      while (!Thread.interrupted()) { // a count of minus one, counted down to zero
        spun++;
      }
    }
    if (records > 1 << 30) {
      spun = new byte[records].length; // a length that nobody checked
    }
    if (bytes.length > 40 && bytes[40] < 0) {
      new IllegalStateException("told to nobody").printStackTrace();
    }
    spun = bytes[bytes.length < 300 ? bytes.length : 300]; // beyond the end of a cut file
    Netcdf3Reader.open(new FuzzBytes("mem:x", bytes)).close();
  }
}
