package org.arcoforge.catalog.emit;

import java.util.List;
import java.util.Map;

/** An emit is the catalog in one form: files by key, of all data sets or of each. */
interface Emit {
  /**
   * Returns the files of all data sets together, by key in the catalog.
   *
   * @param all data sets, sorted by id
   * @param notes gets what is left out, and why
   */
  default Map<String, byte[]> whole(
      List<EmittedDataset> all, EmittedDataset.Site site, List<String> notes) {
    return Map.of();
  }

  /** Returns the files of one feedstock, of whose data sets there is at least one. */
  default Map<String, byte[]> feedstock(List<EmittedDataset> own) {
    return Map.of();
  }

  /** Returns the files of one data set, by key in the catalog. */
  default Map<String, byte[]> each(EmittedDataset dataset) {
    return Map.of();
  }
}
