package org.arcoforge.fuzz;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a reader is given: one file, or the objects of a store, or the answers of a server.
 *
 * @param name of the seed that it was made from
 * @param files by name; a single file has the empty name
 */
record Input(String name, Map<String, byte[]> files) {
  Input {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  static Input of(String name, byte[] bytes) {
    return new Input(name, Map.of("", bytes));
  }

  /** The bytes of the only file. */
  byte[] bytes() {
    return file("");
  }

  byte[] file(String key) {
    byte[] bytes = files.get(key);
    if (bytes == null) {
      throw new IllegalArgumentException("no file '" + key + "' in " + files.keySet());
    }
    return bytes;
  }

  /** The same with another single file. */
  Input with(byte[] bytes) {
    return with("", bytes);
  }

  /** The same with another content of a file. */
  Input with(String key, byte[] bytes) {
    Map<String, byte[]> all = new TreeMap<>(files);
    all.put(key, bytes);
    return new Input(name, all);
  }

  /** The same without a file. */
  Input without(String key) {
    Map<String, byte[]> all = new TreeMap<>(files);
    all.remove(key);
    return new Input(name, all);
  }
}
