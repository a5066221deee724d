package org.arcoforge.format;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.settings.Settings;

/**
 * Read options are what a recipe says of how its files are to be read.
 *
 * @param format of the file; {@link FileFormat#AUTO} looks at the first bytes
 * @param group HDF5 group to read, {@code /} for the root
 * @param filterByKeys the values (a text, Long, Double or Boolean) that keys of GRIB messages must
 *     have; empty for all messages
 * @param settings of the process: what a compressed file may unpack to, and whether native code
 *     inflates
 */
public record ReadOptions(
    FileFormat format, String group, Map<String, Object> filterByKeys, Settings settings)
    implements Serializable {
  /** Copies the map, sorted by key. */
  public ReadOptions {
    filterByKeys = Collections.unmodifiableMap(new TreeMap<>(filterByKeys));
  }

  /** Returns the root group, and all messages, of a file of that format. */
  public static ReadOptions of(FileFormat format) {
    return new ReadOptions(format, "/", Map.of(), Settings.standard());
  }

  /** Returns the same with another group. */
  public ReadOptions withGroup(String other) {
    return new ReadOptions(format, other, filterByKeys, settings);
  }

  /** Returns the same with other keys of GRIB messages. */
  public ReadOptions withFilterByKeys(Map<String, Object> other) {
    return new ReadOptions(format, group, other, settings);
  }

  /** Returns the same in a process of other settings. */
  public ReadOptions withSettings(Settings other) {
    return new ReadOptions(format, group, filterByKeys, other);
  }
}
