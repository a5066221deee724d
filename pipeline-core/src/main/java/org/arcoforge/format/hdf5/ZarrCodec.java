package org.arcoforge.format.hdf5;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.format.ChunkStorage;
import org.jspecify.annotations.Nullable;

/**
 * Expresses a filter pipeline as a codec of Zarr: a byte shuffle, then one of the compressors that
 * both have, whose streams are alike (deflate is zlib, RFC 1950; Zstandard and Blosc frames are
 * their own). A Fletcher-32 checksum at the very end is no obstacle: it is taken off. One that was
 * compressed, as netCDF-C has it, is: such chunks are decoded.
 */
final class ZarrCodec {
  private static final int DEFLATE = 1;
  private static final int ZSTD = 32015;
  private static final int BLOSC = 32001;

  /** The numbers that Blosc has for compressors and shuffles. */
  private static final List<String> BLOSC_COMPRESSORS =
      List.of("blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd");

  private static final List<String> BLOSC_SHUFFLES = List.of("noshuffle", "shuffle", "bitshuffle");

  private ZarrCodec() {}

  /** Returns how a dataset's chunks are stored. */
  static ChunkStorage storage(DatasetHeader dataset, Element element) {
    Datatype raw = element.raw();
    if (element.type() == DataType.STRING) {
      return ChunkStorage.refused("holds texts, which Zarr stores in another way");
    }
    if (raw.kind() == Datatype.Kind.INTEGER && !raw.plain()) {
      return ChunkStorage.refused("has integers that do not fill their bytes");
    }
    List<CodecSpec> filters = new ArrayList<>();
    if (!raw.isLittle() && raw.size() > 1) {
      filters.add(CodecSpec.bigEndian());
    }
    if (dataset.layout().kind() != Layout.Kind.CHUNKED) {
      return ChunkStorage.contiguous();
    }
    CodecSpec compressor = null;
    String obstacle = "";
    List<Filter> pipeline = dataset.pipeline().filters();
    for (int i = 0; i < pipeline.size(); i++) {
      Filter filter = pipeline.get(i);
      boolean last = i == pipeline.size() - 1;
      if (compressor == null
          && filter.id() == Filter.SHUFFLE
          && filters.stream().noneMatch(ZarrCodec::isShuffle)) {
        filters.add(
            CodecSpec.shuffle(filter.values().length > 0 ? filter.values()[0] : raw.size()));
      } else if (filter.id() == Filter.FLETCHER32) {
        obstacle = last ? obstacle : "has checksums within its compressed chunks";
      } else {
        CodecSpec found = compressor == null ? compressor(filter) : null;
        if (found == null) {
          return ChunkStorage.refused(
              "is compressed with " + filter.label() + ", which Zarr stores in no such way");
        }
        compressor = found;
      }
    }
    CodecSpec codec = compressor == null ? CodecSpec.none() : compressor;
    return ChunkStorage.near(dataset.grid(), codec.withFilters(filters), obstacle);
  }

  private static boolean isShuffle(CodecSpec filter) {
    return filter.name().equals("shuffle");
  }

  private static @Nullable CodecSpec compressor(Filter filter) {
    int[] values = filter.values();
    return switch (filter.id()) {
      case DEFLATE -> level("zlib", values, 0, 9, 6);
      case ZSTD -> level("zstd", values, -131072, 22, 3);
      case BLOSC -> blosc(values);
      default -> null;
    };
  }

  /** What was compressed at a level that is not known can be read, and new chunks have another. */
  private static CodecSpec level(String name, int[] values, int low, int high, int standard) {
    boolean known = values.length > 0 && values[0] >= low && values[0] <= high;
    return new CodecSpec(name, Map.of("level", known ? values[0] : standard));
  }

  private static @Nullable CodecSpec blosc(int[] values) {
    int level = values.length > 4 ? values[4] : 5;
    int shuffle = values.length > 5 ? values[5] : 1;
    int compressor = values.length > 6 ? values[6] : 0;
    if (level < 0
        || level > 9
        || shuffle < 0
        || shuffle >= BLOSC_SHUFFLES.size()
        || compressor < 0
        || compressor >= BLOSC_COMPRESSORS.size()
        || BLOSC_COMPRESSORS.get(compressor).equals("snappy")) {
      return null;
    }
    Map<String, Object> configuration = new HashMap<>();
    configuration.put("cname", BLOSC_COMPRESSORS.get(compressor));
    configuration.put("clevel", level);
    configuration.put("shuffle", BLOSC_SHUFFLES.get(shuffle));
    return new CodecSpec("blosc", configuration);
  }
}
