package org.arcoforge.runners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;

/** The smallest archive: one file in a folder, with one byte. */
final class OneByteArchive {
  private OneByteArchive() {}

  /** A feedstock of it. */
  static Feedstock feedstock(Path folder) {
    return FeedstockTexts.valid(
        """
            id: case
            title: A case
            description: Made by a test.
            license: CC0-1.0
            providers: [{name: Test, roles: [producer]}]
            recipes:
              - id: days
                pattern: {files: ["%s"], format: netcdf3, dims: []}
            """
            .formatted(folder.resolve("f.nc").toUri()));
  }

  /** A classic file without a variable but {@code v}, one byte. */
  static void write(Path folder) throws IOException {
    Files.write(
        folder.resolve("f.nc"),
        HexFormat.of()
            .parseHex(
                "43444601"
                    + "00000000" // magic, records
                    + "0000000000000000" // no dimension
                    + "0000000000000000" // no attribute
                    + "0000000b00000001" // one variable
                    + "0000000176000000" // v
                    + "00000000" // no dimension
                    + "0000000000000000" // no attribute
                    + "00000001"
                    + "00000004"
                    + "00000040" // byte, four of them padded, at 64
                    + "2a000000"));
  }
}
