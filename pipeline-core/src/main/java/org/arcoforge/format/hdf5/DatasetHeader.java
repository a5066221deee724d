package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.FillValue;

/** This is one dataset's header: type, extent, layout, filters, fill value, attributes. */
final class DatasetHeader {
  private final String name;
  private final long address;
  private final Datatype type;
  private final Dataspace space;
  private final Layout layout;
  private final FilterPipeline pipeline;
  private final boolean external;
  private final byte[] fill;
  private final List<RawAttribute> attributes;

  /** Parses a header that has a data space and a datatype. */
  DatasetHeader(MetadataBytes file, String name, long address, ObjectHeader header)
      throws IOException {
    this.name = name;
    this.address = address;
    this.type = Datatype.parse(file, header.require(ObjectHeader.DATATYPE));
    this.space = Dataspace.parse(file, header.require(ObjectHeader.DATASPACE));
    this.layout = Layout.parse(file, header.require(ObjectHeader.LAYOUT));
    Optional<Cursor> filters = header.first(ObjectHeader.FILTERS);
    this.pipeline =
        new FilterPipeline(
            filters.isPresent() ? Filter.parse(file, filters.get()) : List.of(),
            file.jdkInflater());
    this.external = header.has(ObjectHeader.EXTERNAL_FILES);
    this.fill = fill(file, header);
    this.attributes = RawAttribute.of(file, header);
    if (layout.kind() == Layout.Kind.CONTIGUOUS
        && layout.size() >= 0
        && layout.address() != Cursor.UNDEFINED
        && layout.size() / type.size() < space.elements(file)) {
      throw file.corrupt(name + ": " + layout.size() + " bytes for its extent are too few");
    }
    if (layout.kind() == Layout.Kind.CHUNKED && layout.chunk().length != space.shape().length) {
      throw file.corrupt(
          name + ": chunks " + Arrays.toString(layout.chunk()) + " of another rank than the data");
    }
  }

  private DatasetHeader(DatasetHeader whole) {
    this.name = whole.name;
    this.address = whole.address;
    this.type = whole.type;
    this.space = whole.space;
    this.layout = whole.layout;
    this.pipeline = whole.pipeline;
    this.external = whole.external;
    this.fill = whole.fill;
    this.attributes = List.of();
  }

  /** Returns what reading values takes: attributes hold on to the bytes that they are stored in. */
  DatasetHeader withoutAttributes() {
    return new DatasetHeader(this);
  }

  /** Bytes of the fill value that was set, else none. */
  private static byte[] fill(MetadataBytes file, ObjectHeader header) throws IOException {
    Optional<Cursor> message = header.first(ObjectHeader.FILL);
    if (message.isPresent()) {
      Cursor in = message.get();
      int version = in.u8();
      boolean has;
      if (version < 3) {
        in.skip(2);
        has = in.u8() != 0 || version == 1;
      } else if (version == 3) {
        has = (in.u8() & 32) != 0;
      } else {
        throw file.unsupported("fill value version " + version);
      }
      int size = has ? (int) in.u32() : 0;
      return size > 0 ? in.bytes(size) : new byte[0];
    }
    Optional<Cursor> old = header.first(ObjectHeader.OLD_FILL);
    return old.isPresent() ? old.get().bytes(old.get().again().u32()) : new byte[0];
  }

  String name() {
    return name;
  }

  /** Address of the object header, which tells objects apart. */
  long address() {
    return address;
  }

  Datatype type() {
    return type;
  }

  Dataspace space() {
    return space;
  }

  Layout layout() {
    return layout;
  }

  FilterPipeline pipeline() {
    return pipeline;
  }

  List<RawAttribute> attributes() {
    return attributes;
  }

  /** Returns bytes of the fill value as stored; empty if none was set. */
  byte[] fill() {
    return fill;
  }

  /** Returns why values cannot be read, or "". */
  String obstacle() {
    if (Element.of(type).isEmpty()) {
      return "has the HDF5 type "
          + type.kind().name().toLowerCase(java.util.Locale.ROOT)
          + " ("
          + type.size()
          + " bytes"
          + (type.kind() == Datatype.Kind.FLOAT ? ", not an IEEE 754 one of 2, 4 or 8" : "")
          + "), which has no counterpart";
    }
    if (layout.kind() == Layout.Kind.VIRTUAL || external) {
      return "keeps its values in other files, which are not followed";
    }
    if (space.isNull()) {
      return "has no values at all";
    }
    String missing = pipeline.missing();
    return missing.isEmpty() ? "" : "is compressed with " + missing + ", which is not supported";
  }

  /** Returns the fill value of a number as its little-endian bits. */
  FillValue numberFill() {
    byte[] bytes = fill.clone();
    type.toValues(bytes, bytes.length);
    long bits = 0;
    for (int i = Math.min(8, bytes.length) - 1; i >= 0; i--) {
      bits = (bits << 8) | (bytes[i] & 0xFF);
    }
    return FillValue.of(bits);
  }

  /** Returns the grid of stored chunks over the present extent. */
  ChunkGrid grid() {
    return ChunkGrid.of(space.shape(), layout.chunk());
  }
}
