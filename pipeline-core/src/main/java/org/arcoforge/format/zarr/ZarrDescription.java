package org.arcoforge.format.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.arcoforge.format.ChunkStorage;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;

/** Describes a group of a Zarr store as a source, as xarray sees it. */
final class ZarrDescription {
  private static final String FILL = "_FillValue";

  private final String url;
  private final ZarrStore store;
  private final boolean tree;
  private final String group;

  ZarrDescription(String url, ZarrStore store, String group) {
    this.url = url;
    this.store = store;
    this.tree = group.equals("**");
    this.group = tree ? "" : group.replaceAll("^/+|/+$", "");
  }

  /** Returns what stands before a variable's name in its path. */
  String prefix() {
    return group.isEmpty() ? "" : group + "/";
  }

  SourceDescription describe() throws IOException {
    Attributes attributes;
    try {
      attributes = store.attributes(group);
    } catch (ZarrException e) {
      throw FormatException.unsupported(
          url, "the recipe asks for `group: " + group + "`: " + e.getMessage());
    }
    List<SourceVariable> variables = new ArrayList<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (ArrayLayout array : store.layout().arrays()) {
      String name = name(array.variable().name());
      if (!name.isEmpty() && isMaskedText(array)) {
        refuse(name, "its fill value '" + array.fill().text() + "' stands for missing", unreadable);
      } else if (!name.isEmpty()) {
        variables.add(variable(name, array));
      }
    }
    store
        .unreadable()
        .forEach(
            (path, reason) -> {
              if (!name(path).isEmpty()) {
                refuse(name(path), reason, unreadable);
              }
            });
    return new SourceDescription("zarr", variables, shown(attributes), unreadable);
  }

  private static void refuse(String name, String reason, Map<String, String> unreadable) {
    unreadable.put(
        name,
        "variable '"
            + name
            + "' cannot be read: "
            + reason
            + "; leave it out with `transforms: [{drop: ["
            + name
            + "]}]`");
  }

  /** Format 2 has no other way to say what is there where nothing was written. */
  private static boolean isMaskedText(ArrayLayout array) {
    return array.variable().type() == DataType.STRING
        && array.fillIsMissing()
        && !array.fill().text().isEmpty();
  }

  /** The name in the group; empty if it is in another one. */
  private String name(String path) {
    String name = path.startsWith(prefix()) ? path.substring(prefix().length()) : "";
    return tree || name.indexOf('/') < 0 ? name : "";
  }

  private SourceVariable variable(String name, ArrayLayout array) throws IOException {
    Variable v = array.variable();
    Attributes attributes = shown(v.attributes());
    // Truth values and empty texts stay what they are, though format 2 gives them a fill value.
    boolean masks = v.type() != DataType.STRING && v.type() != DataType.BOOL;
    if (array.fillIsMissing() && masks) {
      attributes = attributes.with(FILL, value(v.type(), array.fill()));
    }
    if (v.type() == DataType.STRING) {
      attributes = attributes.without("_Encoding", FILL);
    }
    return new SourceVariable(
        new Variable(name, v.type(), v.dimensions(), attributes),
        array.chunk(),
        List.of(array.codec().name()),
        -1,
        storage(array));
  }

  private ChunkStorage storage(ArrayLayout array) throws IOException {
    return store.array(array.variable().name()).isPlain()
        ? ChunkStorage.of(array.chunks(), array.codec())
        : ChunkStorage.refused(
            "has shards, texts, axes in another order or codecs that a store cannot take over");
  }

  /** Without what only netCDF-C's own Zarr knows, which xarray hides in format 2. */
  private Attributes shown(Attributes attributes) {
    Attributes shown = attributes;
    for (String name : attributes.names()) {
      if (store.layout().zarrFormat() == 2 && name.toLowerCase(Locale.ROOT).startsWith("_nc")) {
        shown = shown.without(name);
      }
    }
    return shown;
  }

  private static AttributeValue value(DataType type, FillValue fill) {
    Block one = fill.block(type);
    return switch (type) {
      case FLOAT16, FLOAT32, FLOAT64 -> AttributeValue.of(type, one.doubleAt(0));
      default -> AttributeValue.of(type, one.longAt(0));
    };
  }
}
