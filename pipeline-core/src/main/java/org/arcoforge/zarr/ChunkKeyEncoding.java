package org.arcoforge.zarr;

/**
 * A chunk key encoding names the objects of an array: the {@code default} ({@code c/0/1}) and
 * {@code v2} ({@code 0.1}) chunk key encodings of Zarr 3, under the array's path.
 *
 * @param separator {@code /} or {@code .}
 */
record ChunkKeyEncoding(String path, boolean marked, String separator) {
  static ChunkKeyEncoding format2(String path) {
    return new ChunkKeyEncoding(path, false, ".");
  }

  static ChunkKeyEncoding format3(String path) {
    return new ChunkKeyEncoding(path, true, "/");
  }

  String key(long... index) {
    StringBuilder key = new StringBuilder(path.length() + 16).append(path).append('/');
    if (marked) {
      key.append('c');
    } else if (index.length == 0) {
      key.append('0');
    }
    for (int d = 0; d < index.length; d++) {
      if (d > 0 || marked) {
        key.append(separator);
      }
      key.append(index[d]);
    }
    return key.toString();
  }
}
