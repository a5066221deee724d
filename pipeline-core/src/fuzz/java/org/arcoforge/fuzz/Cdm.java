package org.arcoforge.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.arcoforge.format.Guard;
import org.arcoforge.format.GuardedReader;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.cdm.CdmReader;

/**
 * Files as netcdf-java reads them, which must be local ones. They are classic files, because those
 * can be made; a bake gives it only what no reader of ours knows.
 */
final class Cdm implements FuzzedFormat {
  private final FuzzedFormat classic = new FileFormats.Netcdf3();
  private final Path file;

  Cdm() throws IOException {
    file = Files.createTempFile("fuzz", ".nc");
    file.toFile().deleteOnExit();
  }

  @Override
  public String name() {
    return "cdm";
  }

  @Override
  public List<Input> seeds() throws Exception {
    return classic.seeds().stream()
        .filter(seed -> !seed.name().contains("cdf5") && !seed.name().startsWith("streamed"))
        .toList();
  }

  @Override
  public Input mutant(Input seed, Random random) throws Exception {
    return classic.mutant(seed, random);
  }

  @Override
  public void read(Input input) throws Exception {
    Files.write(file, input.bytes());
    FuzzBytes source =
        new FuzzBytes("file:" + input.name(), input.bytes()) {
          @Override
          public Optional<Path> path() {
            return Optional.of(file);
          }
        };
    SourceReader opened =
        Guard.at(source.url(), "the beginning of the file", () -> CdmReader.open(source, "/"));
    try (SourceReader reader = GuardedReader.of(source.url(), opened)) {
      WholeRead.of(reader);
    }
  }
}
