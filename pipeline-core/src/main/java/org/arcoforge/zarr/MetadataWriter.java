package org.arcoforge.zarr;

import java.util.List;
import org.arcoforge.array.StoreLayout;

final class MetadataWriter {
  private MetadataWriter() {}

  static List<ZarrStore.MetadataDocument> documents(StoreLayout layout) {
    return List.of();
  }
}
