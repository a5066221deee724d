package org.arcoforge.format.tiff;

import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.array.DataType;

/** Small images of every packing and layout, for the fuzzer. */
public final class TiffSeeds {
  private TiffSeeds() {}

  /** Files by what they are. */
  public static Map<String, byte[]> all() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    for (int i = 0; i < 16; i++) {
      boolean isTiled = (i & 8) != 0;
      seeds.put("plain-" + i, shape(DataType.INT16, i % 4 == 0 ? 1 : 3, i, isTiled).bytes());
    }
    TiffSample placed = shape(DataType.FLOAT32, 1, 0, true).predictor(3);
    placed.doubles(33550, 0.5, 0.25, 0).doubles(33922, 0, 0, 0, -180, 90, 0);
    placed.shorts(34735, 1, 1, 0, 2, 1024, 0, 1, 2, 2048, 0, 1, 4326);
    placed.text(42113, "-9999");
    placed.text(42112, "<GDALMetadata><Item name=\"units\">K</Item></GDALMetadata>");
    seeds.put("placed", placed.packed(8, Packers::deflate).bytes());
    for (int i = 0; i < 4; i++) {
      TiffSample sample = shape(DataType.INT32, 1 + i / 2, i, true).predictor(1 + i % 2);
      seeds.put("lzw-" + i, sample.packed(5, Packers::lzw).bytes());
      seeds.put("deflate-" + i, sample.packed(8, Packers::deflate).bytes());
      seeds.put("zstd-" + i, sample.packed(50000, Packers::zstd).bytes());
      seeds.put("packbits-" + i, sample.predictor(1).packed(32773, Packers::packBits).bytes());
    }
    seeds.put("overview", shape(DataType.UINT8, 1, 0, false).after(1).bytes());
    return seeds;
  }

  private static TiffSample shape(DataType type, int bands, int kind, boolean isTiled) {
    TiffSample sample =
        new TiffSample(type, bands, 11, 13)
            .big((kind & 1) != 0)
            .bigTiff((kind & 2) != 0)
            .apart((kind & 4) != 0);
    return isTiled ? sample.tiles(16, 16) : sample.strips(5);
  }
}
