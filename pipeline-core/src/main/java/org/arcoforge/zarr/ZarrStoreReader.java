package org.arcoforge.zarr;

import java.io.IOException;
import org.arcoforge.store.ObjectStore;

final class ZarrStoreReader {
  private ZarrStoreReader() {}

  static ZarrStore open(ObjectStore store) throws IOException {
    throw new ZarrException(store.location());
  }
}
