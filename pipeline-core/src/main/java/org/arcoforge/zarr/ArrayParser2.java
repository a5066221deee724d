package org.arcoforge.zarr;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.jspecify.annotations.Nullable;

/** Parses the metadata of an array of Zarr 2: {@code .zarray} and {@code .zattrs}. */
final class ArrayParser2 {
  private static final Pattern DTYPE = Pattern.compile("([<>|])([biufSUO])(\\d{0,9})");

  private ArrayParser2() {}

  static ArrayDescription parse(String path, JsonDocument array, @Nullable JsonDocument zattrs)
      throws ZarrException {
    String order = array.text("order", "C");
    if (!order.equals("C") && !order.equals("F")) {
      throw array.unsupported("order '" + order + "'");
    }
    List<Long> shape = array.lengths("shape");
    List<Long> chunk = array.lengths("chunks").stream().map(n -> Math.max(1, n)).toList();
    ElementForm form = form(array);
    List<ByteCodec> codecs = new ArrayList<>();
    List<CodecSpec> filters = new ArrayList<>();
    if (form.kind() == ElementForm.Kind.NUMBER && form.bigEndian()) {
      filters.add(CodecSpec.bigEndian());
    }
    for (Object filter : array.list("filters")) {
      JsonDocument json = array.object("filters", filter);
      boolean vlen = json.text("id", "").equals("vlen-utf8");
      if (!vlen || form.kind() != ElementForm.Kind.VLEN_UTF8) {
        codecs.addAll(FilterParser.codecs(json, form));
        FilterParser.shuffle(json).ifPresent(filters::add);
      }
    }
    JsonDocument compression = array.object("compressor");
    boolean onlyRead = FilterParser.isOnlyRead(compression.text("id", ""));
    CodecSpec compressor =
        array.has("compressor") && !onlyRead
            ? CodecParser.compressor2(compression, form.type().size())
            : CodecSpec.none();
    codecs.addAll(
        onlyRead
            ? FilterParser.codecs(compression, form)
            : CodecParser.codecs(compressor, form.type().size()));

    Map<String, Object> attributes = new LinkedHashMap<>(zattrs == null ? Map.of() : zattrs.json());
    Object fill = array.get("fill_value");
    if (fill != null) {
      attributes.remove(ArrayDocument3.FILL_ATTRIBUTE); // xarray, too, lets fill_value win
    }
    Object names = DimensionNames.of(array, attributes);
    attributes.remove("_ARRAY_DIMENSIONS");
    ArrayLayout layout =
        ArrayLayout.builder()
            .variable(VariableParser.variable(array, path, form.type(), shape, names, attributes))
            .chunk(VariableParser.chunk(array, shape, chunk, form))
            .fill(fill == null ? FillValue.zero() : fill(array, form, fill))
            .fillIsMissing(fill != null)
            .codec(compressor.withFilters(filters))
            .build();
    String separator = array.text("dimension_separator", ".");
    if (!separator.equals(".") && !separator.equals("/")) {
      throw array.unsupported("dimension_separator '" + separator + "'");
    }
    ChunkKeyEncoding keys = new ChunkKeyEncoding(path, false, separator);
    Transpose axes = order.equals("F") ? Transpose.reversed(shape.size()) : Transpose.SAME;
    ChunkDecoder chunks = new ChunkDecoder(form, codecs, axes, chunk);
    return new ArrayDescription(
        layout, keys, chunks, null, DimensionNames.areComplete(names, shape.size()));
  }

  private static ElementForm form(JsonDocument array) throws ZarrException {
    Object dtype = array.get("dtype");
    Matcher match = DTYPE.matcher(String.valueOf(dtype));
    if (!match.matches() || (match.group(3).isEmpty() != match.group(2).equals("O"))) {
      throw array.unsupported("dtype " + JsonWriter.line(dtype));
    }
    boolean big = match.group(1).equals(">");
    if (match.group(2).equals("O")) {
      return ElementForm.text(vlen(array), 0, false);
    }
    int size = Integer.parseInt(match.group(3));
    String kind = match.group(2);
    if (kind.equals("S")) {
      return ElementForm.text(ElementForm.Kind.FIXED_BYTES, size, false);
    }
    if (kind.equals("U")) {
      return ElementForm.text(ElementForm.Kind.FIXED_UTF32, Math.multiplyExact(4, size), big);
    }
    for (DataType type : DataType.values()) {
      if (ArrayDocument2.dtype(type).substring(1).equals(kind + size)) {
        return ElementForm.number(type, big);
      }
    }
    throw array.unsupported("dtype " + dtype);
  }

  private static ElementForm.Kind vlen(JsonDocument array) throws ZarrException {
    for (Object filter : array.list("filters")) {
      if (array.object("filters", filter).text("id", "").equals("vlen-utf8")) {
        return ElementForm.Kind.VLEN_UTF8;
      }
    }
    throw array.unsupported(
        "dtype |O without the filter vlen-utf8 (filters "
            + JsonWriter.line(array.get("filters"))
            + ")");
  }

  private static FillValue fill(JsonDocument array, ElementForm form, Object json)
      throws ZarrException {
    try {
      if (form.kind() == ElementForm.Kind.FIXED_BYTES && json instanceof String base64) {
        String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        return FillValue.of(text.replaceAll("\0+$", ""));
      }
      return FillValueJson.read(form.type(), json);
    } catch (ZarrException | IllegalArgumentException e) {
      throw new ZarrException(array.where() + ": " + e.getMessage(), e);
    }
  }
}
