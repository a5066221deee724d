package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.format.ByteSwap;

/** Turns stored attributes into values. */
final class AttributeDecoder {
  private static final int MOST = 1 << 24;
  private static final Set<String> HIDDEN =
      Set.of(
          "CLASS",
          "NAME",
          "DIMENSION_LIST",
          "REFERENCE_LIST",
          "_NCProperties",
          "_Netcdf4Coordinates",
          "_Netcdf4Dimid",
          "_nc3_strict",
          "_NCCOPY",
          "_NCCODECS");

  private final MetadataBytes file;
  private final GlobalHeap heap;

  AttributeDecoder(MetadataBytes file, GlobalHeap heap) {
    this.file = file;
    this.heap = heap;
  }

  /** Returns those that a user wrote; compound, opaque and reference values have no counterpart. */
  Attributes attributes(List<RawAttribute> raw) throws IOException {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    for (RawAttribute attribute : raw) {
      if (!HIDDEN.contains(attribute.name())) {
        Optional<AttributeValue> value = value(attribute);
        if (value.isPresent()) {
          values.put(attribute.name(), value.get());
        }
      }
    }
    return Attributes.of(values);
  }

  /** Returns the value, or empty if its type has no counterpart. */
  Optional<AttributeValue> value(RawAttribute attribute) throws IOException {
    Optional<Element> known = Element.of(attribute.type());
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Element element = known.get();
    long n = attribute.space().elements(file);
    if (n > MOST) {
      throw file.unsupported("attribute '" + attribute.name() + "' of " + n + " values");
    }
    if (n == 0 && element.type() == DataType.STRING) {
      return Optional.of(AttributeValue.of(""));
    }
    List<Object> values = new ArrayList<>();
    Cursor in = attribute.data().again();
    for (int i = 0; i < n; i++) {
      values.add(one(element, in));
    }
    return Optional.of(new AttributeValue(element.type(), values));
  }

  private Object one(Element element, Cursor in) throws IOException {
    Datatype raw = element.raw();
    if (element.isVariableText()) {
      return Texts.variable(heap, in.sub(raw.size()));
    }
    if (element.type() == DataType.STRING) {
      byte[] bytes = in.bytes(raw.size());
      return Texts.fixed(bytes, 0, bytes.length, raw.padding(), StandardCharsets.UTF_8);
    }
    if (element.type() == DataType.BOOL) {
      return in.u8() != 0;
    }
    if (element.type().isFloat()) {
      byte[] bytes = in.bytes(raw.size());
      if (raw.bigEndian()) {
        ByteSwap.inPlace(bytes, bytes.length, bytes.length);
      }
      return Block.wrap(element.type(), bytes).doubleAt(0);
    }
    return raw.integer(in);
  }

  /** Returns the text of an internal attribute, or "". */
  String text(List<RawAttribute> attributes, String name) throws IOException {
    for (RawAttribute attribute : attributes) {
      if (attribute.name().equals(name)) {
        return value(attribute).filter(AttributeValue::isText).map(AttributeValue::text).orElse("");
      }
    }
    return "";
  }

  /** Returns the integers of an internal attribute; empty if there is none. */
  long[] integers(List<RawAttribute> attributes, String name) throws IOException {
    for (RawAttribute attribute : attributes) {
      if (attribute.name().equals(name)) {
        Optional<AttributeValue> value = value(attribute).filter(v -> v.type().isInteger());
        return value.isEmpty()
            ? new long[0]
            : value.get().values().stream().mapToLong(v -> (Long) v).toArray();
      }
    }
    return new long[0];
  }

  /**
   * Returns the dimension scale of each axis by {@code DIMENSION_LIST}: a list of references an
   * axis, of which the first counts.
   *
   * @return addresses of object headers; {@link Cursor#UNDEFINED} for an axis without a scale
   */
  Optional<long[]> dimensionList(List<RawAttribute> attributes) throws IOException {
    for (RawAttribute attribute : attributes) {
      if (attribute.name().equals("DIMENSION_LIST")
          && attribute.type().kind() == Datatype.Kind.VLEN) {
        long n = attribute.space().elements(file);
        Cursor in = attribute.data().again();
        long[] scales = new long[(int) Math.min(n, 64)];
        for (int d = 0; d < scales.length; d++) {
          Cursor one = in.sub(attribute.type().size());
          scales[d] = one.u32() == 0 ? Cursor.UNDEFINED : heap.get(one).offset();
        }
        return Optional.of(scales);
      }
    }
    return Optional.empty();
  }
}
