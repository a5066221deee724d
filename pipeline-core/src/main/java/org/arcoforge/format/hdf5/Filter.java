package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter is one step of a dataset's filter pipeline, with its parameters.
 *
 * @param id its registered number
 * @param name the name in the file, or ""
 * @param values its parameters
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record Filter(int id, String name, int[] values) {
  static final int SHUFFLE = 2;
  static final int FLETCHER32 = 3;

  static List<Filter> parse(MetadataBytes file, Cursor in) throws IOException {
    int version = in.u8();
    int n = in.u8();
    if (version == 1) {
      in.skip(6);
    } else if (version != 2) {
      throw file.unsupported("filter pipeline version " + version);
    }
    List<Filter> filters = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int id = in.u16();
      int nameLength = version == 2 && id < 256 ? 0 : in.u16();
      in.skip(2);
      int count = in.u16();
      String name = "";
      if (nameLength > 0) {
        Cursor text = in.sub(version == 1 ? (nameLength + 7) & ~7 : nameLength);
        name = text.text();
      }
      int[] values = new int[count];
      for (int k = 0; k < count; k++) {
        values[k] = (int) in.u32();
      }
      if (version == 1 && count % 2 == 1) {
        in.skip(4);
      }
      filters.add(new Filter(id, name, values));
    }
    return filters;
  }

  /** Returns the name with the number under which it is registered. */
  String numbered() {
    String label = label();
    return label.contains("filter " + id) ? label : label + " (HDF5 filter " + id + ")";
  }

  /** Returns a short name, as recipes and messages have it. */
  String label() {
    return switch (id) {
      case 1 -> "deflate";
      case 2 -> "shuffle";
      case 3 -> "fletcher32";
      case 4 -> "szip";
      case 5 -> "nbit";
      case 6 -> "scaleoffset";
      case 307 -> "bzip2";
      case 32000 -> "lzf";
      case 32001 -> "blosc";
      case 32004 -> "lz4";
      case 32008 -> "bitshuffle";
      case 32013 -> "zfp";
      case 32017 -> "sz";
      case 32019 -> "jpeg";
      case 32022 -> "bitgroom";
      case 32023 -> "granular-bitround";
      case 32024 -> "sz3";
      case 32015 -> "zstd";
      case 32026 -> "blosc2";
      default -> name.isEmpty() ? "filter " + id : name + " (filter " + id + ")";
    };
  }
}
