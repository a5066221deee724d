package org.arcoforge.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.grib.GribSeeds;
import org.arcoforge.format.hdf5.Checksums;
import org.arcoforge.format.tiff.TiffSeeds;
import org.arcoforge.open.FormatDetection;

/** The formats that are one file, told by its first bytes. */
final class FileFormats {
  private FileFormats() {}

  /** Reads a file as a bake would. */
  private abstract static class OneFile implements FuzzedFormat {
    private final String name;

    OneFile(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Input mutant(Input seed, Random random) throws Exception {
      return seed.with(ByteMutator.mutant(seed.bytes(), random));
    }

    /** Some mutants are read as a whole tree, always the same ones. */
    ReadOptions options(byte[] bytes) {
      return ReadOptions.of(FileFormat.AUTO);
    }

    @Override
    public void read(Input input) throws Exception {
      FuzzBytes source = new FuzzBytes("mem:" + input.name(), input.bytes());
      try (SourceReader reader = FormatDetection.open(source, options(input.bytes()))) {
        WholeRead.of(reader);
      }
    }
  }

  private static List<Input> inputs(Map<String, byte[]> files) {
    List<Input> all = new ArrayList<>();
    files.forEach((name, bytes) -> all.add(Input.of(name, bytes)));
    return all;
  }

  private static List<Input> fixtures(String folder, String... names) throws IOException {
    List<Input> all = new ArrayList<>();
    for (String name : names) {
      all.add(Input.of(name, FuzzBytes.fixture(folder + "/" + name)));
    }
    return all;
  }

  static final class Netcdf3 extends OneFile {
    Netcdf3() {
      super("netcdf3");
    }

    @Override
    public List<Input> seeds() throws IOException {
      return fixtures(
          "format/netcdf3",
          "fixed_cdf1.nc",
          "fixed_cdf2.nc",
          "single_f8_cdf1.nc",
          "single_i1_cdf2.nc",
          "single_i1_cdf5.nc",
          "streamed_types_cdf1.nc",
          "texts.nc",
          "types_cdf1.nc",
          "types_cdf2.nc",
          "types_cdf5.nc",
          "zero_records.nc");
    }

    @Override
    public Input mutant(Input seed, Random random) {
      byte[] bytes = seed.bytes().clone();
      if (random.nextInt(3) == 0) {
        return seed.with(ByteMutator.mutant(bytes, random));
      }
      // Numbers of the header, which are aligned, rather than values.
      int header = Math.min(bytes.length, 2048);
      for (int i = random.nextInt(3); i >= 0; i--) {
        ByteMutator.number(bytes, random.nextInt(header) / 4 * 4, random);
      }
      return seed.with(bytes);
    }
  }

  static final class Hdf5 extends OneFile {
    private final Map<String, Checksums> checksums = new TreeMap<>();

    Hdf5() {
      super("hdf5");
    }

    @Override
    public List<Input> seeds() throws IOException {
      List<Input> all =
          fixtures(
              "format/hdf5",
              "guarded-new.h5",
              "phony-new.h5",
              "registered-new.h5",
              "plain-new.h5",
              "dims-new.nc",
              "dims-old.nc",
              "types-new.nc",
              "types-old.nc",
              "earliest-new.h5");
      for (Input seed : all) {
        checksums.put(seed.name(), Checksums.of(seed.bytes()));
      }
      return all;
    }

    @Override
    public Input mutant(Input seed, Random random) {
      Checksums sums = checksums.getOrDefault(seed.name(), Checksums.NONE);
      if (random.nextInt(4) == 0) {
        return seed.with(ByteMutator.mutant(seed.bytes(), random));
      }
      byte[] bytes = seed.bytes().clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(bytes.length);
        if (!sums.marks().isEmpty() && random.nextInt(4) > 0) {
          int mark = sums.marks().get(random.nextInt(sums.marks().size()));
          at = Math.min(bytes.length - 1, mark + random.nextInt(300));
        }
        ByteMutator.inPlace(bytes, at, random);
      }
      if (random.nextInt(5) > 0) {
        sums.repair(seed.bytes(), bytes);
      }
      return seed.with(bytes);
    }

    @Override
    ReadOptions options(byte[] bytes) {
      boolean tree = bytes.length > 0 && (bytes[bytes.length / 2] & 3) == 0;
      return ReadOptions.of(FileFormat.AUTO).withGroup(tree ? "**" : "/");
    }
  }

  /** GRIB 1 and 2: sections, some of which get other lengths and keep the message whole. */
  static final class Grib extends OneFile {
    private final boolean jpeg;

    Grib(boolean jpeg) {
      super(jpeg ? "jpeg2000" : "grib");
      this.jpeg = jpeg;
    }

    @Override
    public List<Input> seeds() throws IOException {
      Map<String, byte[]> some = new TreeMap<>(GribSeeds.all());
      some.keySet().removeIf(name -> name.startsWith("jpeg") != jpeg || name.startsWith("members"));
      return inputs(some);
    }

    @Override
    public Input mutant(Input seed, Random random) {
      byte[] bytes = seed.bytes().clone();
      if (random.nextInt(5) == 0) {
        return seed.with(ByteMutator.mutant(bytes, random));
      }
      int[] section = GribSections.pick(bytes, random, jpeg ? 7 : 0);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int skip = section[1] > 8 && random.nextInt(8) > 0 ? 5 : 0; // length and number
        int within = Math.min(section[1] - skip, random.nextBoolean() ? 80 : section[1]);
        ByteMutator.inPlace(bytes, section[0] + skip + random.nextInt(within), random);
      }
      return seed.with(
          random.nextInt(4) == 0 ? GribSections.resized(bytes, section, random) : bytes);
    }
  }

  static final class Tiff extends OneFile {
    Tiff() {
      super("tiff");
    }

    @Override
    public List<Input> seeds() {
      return inputs(TiffSeeds.all());
    }

    @Override
    public Input mutant(Input seed, Random random) {
      byte[] bytes = seed.bytes().clone();
      if (random.nextInt(3) == 0) {
        return seed.with(ByteMutator.mutant(bytes, random));
      }
      // Directories are at the end: entries of 12 or 20 bytes, and what they point to.
      int from = Math.max(0, bytes.length - 700);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = from + random.nextInt(bytes.length - from);
        ByteMutator.inPlace(bytes, random.nextInt(10) == 0 ? at % 16 : at / 2 * 2, random);
      }
      return seed.with(bytes);
    }
  }

  /**
   * Packed files: the packing's own bytes are spoilt, or it is right and what is in it is spoilt.
   */
  static final class Packed extends OneFile {
    Packed() {
      super("packed");
    }

    @Override
    public List<Input> seeds() throws Exception {
      List<Input> all = new ArrayList<>();
      for (String name : List.of("types_cdf1.nc", "single_f8_cdf1.nc")) {
        byte[] inner = FuzzBytes.fixture("format/netcdf3/" + name);
        for (Packer packer : Packer.values()) {
          all.add(Input.of(packer.name() + "-" + name, packer.pack(inner)).with("inner", inner));
        }
      }
      return all;
    }

    @Override
    public Input mutant(Input seed, Random random) throws Exception {
      Packer packer = Packer.valueOf(seed.name().substring(0, seed.name().indexOf('-')));
      byte[] bytes = seed.bytes();
      Input bare = seed.without("inner");
      return switch (random.nextInt(4)) {
        case 0 -> bare.with(packer.pack(ByteMutator.mutant(seed.file("inner"), random)));
        case 1 -> bare.with(packer.repaired(ByteMutator.mutant(bytes, random)));
        case 2 -> { // the heads and tails
          byte[] copy = bytes.clone();
          int at = random.nextInt(Math.min(64, copy.length));
          ByteMutator.inPlace(copy, random.nextBoolean() ? at : copy.length - 1 - at, random);
          yield bare.with(packer.repaired(copy));
        }
        default -> {
          ByteArrayOutputStream twice = new ByteArrayOutputStream(); // members one after another
          twice.writeBytes(ByteMutator.mutant(bytes, random));
          if (random.nextInt(4) == 0) {
            twice.writeBytes(ByteMutator.mutant(bytes, random));
          }
          yield bare.with(twice.toByteArray());
        }
      };
    }
  }
}
