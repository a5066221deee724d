package org.arcoforge.zarr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.CodecSpec;
import org.jspecify.annotations.Nullable;

/**
 * A codec pipeline is the {@code codecs} of an array in Zarr 3.
 *
 * @param chunk shape of a chunk: of an inner one where there are shards
 * @param codec the compressor among the codecs
 * @param codecs what to undo for a chunk, in the order of encoding
 * @param order of the axes in what is stored
 */
record CodecPipeline(
    ElementForm form,
    List<Long> chunk,
    CodecSpec codec,
    List<ByteCodec> codecs,
    Transpose order,
    @Nullable ShardForm shards) {

  static CodecPipeline parse(JsonDocument array, ElementForm form, List<Long> object)
      throws ZarrException {
    return parse(array, array.list("codecs"), form, object, true);
  }

  private static CodecPipeline parse(
      JsonDocument place, List<?> list, ElementForm form, List<Long> object, boolean mayShard)
      throws ZarrException {
    if (list.isEmpty()) {
      throw new ZarrException(place.where() + ": there must be codecs");
    }
    Transpose order = Transpose.SAME;
    CodecSpec codec = CodecSpec.none();
    List<ByteCodec> codecs = new ArrayList<>();
    List<CodecSpec> filters = new ArrayList<>();
    int at = 0;
    JsonDocument first = place.object("codecs", list.get(0));
    for (; at + 1 < list.size(); first = place.object("codecs", list.get(++at))) {
      JsonDocument numcodecs = numcodecs(first);
      if (first.text("name", "").equals("transpose") && order.axes().isEmpty()) {
        order = Transpose.of(first.object("configuration"), object.size());
      } else if (numcodecs != null) { // these change numbers
        codecs.addAll(FilterParser.codecs(numcodecs, form));
      } else {
        break;
      }
    }
    JsonDocument configuration = first.object("configuration");
    String name = first.text("name", "");
    for (Object json : list.subList(at + 1, list.size())) {
      JsonDocument one = place.object("codecs", json);
      JsonDocument numcodecs = numcodecs(one);
      CodecSpec spec = numcodecs != null ? null : CodecParser.compressor3(one);
      if (numcodecs != null) {
        codecs.addAll(FilterParser.codecs(numcodecs, form));
        FilterParser.shuffle(numcodecs).ifPresent(filters::add);
        codec = CodecParser.isCompressor(numcodecs) ? compressor(numcodecs, form) : codec;
      } else if (spec == null) {
        codecs.add(new Crc32cCodec());
      } else {
        codec = spec;
        codecs.addAll(CodecParser.codecs(spec, form.type().size()));
      }
    }
    boolean vlen = form.kind() == ElementForm.Kind.VLEN_UTF8;
    if (name.equals("sharding_indexed") && mayShard && order.axes().isEmpty() && at == 0) {
      return sharding(configuration, form, object, codecs);
    }
    if (name.equals("bytes") && !vlen) {
      boolean big = isBig(configuration) && form.type().size() != 1;
      if (big && at > 0 && !codecs.isEmpty() && codecs.get(0) instanceof DecodeOnly) {
        throw first.unsupported("endian 'big' behind a filter of numbers");
      }
      if (big) {
        filters.add(0, CodecSpec.bigEndian());
      }
      return new CodecPipeline(
          form.withOrder(big), object, codec.withFilters(filters), codecs, order, null);
    }
    if (name.equals("vlen-utf8") && vlen) {
      return new CodecPipeline(form, object, codec, codecs, order, null);
    }
    throw first.unsupported("the codec '" + name + "' in this place");
  }

  private static CodecSpec compressor(JsonDocument numcodecs, ElementForm form)
      throws ZarrException {
    return CodecParser.compressor2(numcodecs, form.type().size());
  }

  /** A codec of numcodecs as format 2 would write it; null if it is none. */
  private static @Nullable JsonDocument numcodecs(JsonDocument codec) throws ZarrException {
    String name = codec.text("name", "");
    if (!name.startsWith(CodecChoice.NUMCODECS)) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>(codec.object("configuration").json());
    json.put("id", name.substring(CodecChoice.NUMCODECS.length()));
    return new JsonDocument(codec.where(), json);
  }

  private static boolean isBig(JsonDocument configuration) throws ZarrException {
    String endian = configuration.text("endian", "little");
    if (!endian.equals("little") && !endian.equals("big")) {
      throw configuration.unsupported("endian '" + endian + "'");
    }
    return endian.equals("big");
  }

  private static CodecPipeline sharding(
      JsonDocument json, ElementForm form, List<Long> object, List<ByteCodec> outer)
      throws ZarrException {
    List<Long> chunk = ArrayParser3.atLeastOne(json.lengths("chunk_shape"));
    if (chunk.size() != object.size()) {
      throw new ZarrException(
          json.where() + ": chunk_shape " + chunk + " does not suit the shard " + object);
    }
    List<Long> counts = new ArrayList<>();
    for (int d = 0; d < chunk.size(); d++) {
      if (object.get(d) % chunk.get(d) != 0) {
        throw new ZarrException(
            json.where() + ": the shard " + object + " is no multiple of chunk_shape " + chunk);
      }
      counts.add(object.get(d) / chunk.get(d));
    }
    boolean checked = false;
    for (Object item : json.list("index_codecs")) {
      JsonDocument codec = json.object("index_codecs", item);
      String name = codec.text("name", "");
      if (name.equals("crc32c") && !checked) {
        checked = true;
      } else if (!name.equals("bytes") || isBig(codec.object("configuration"))) {
        throw codec.unsupported("the index codec '" + name + "' (or big-endian)");
      }
    }
    CodecPipeline inner = parse(json, json.list("codecs"), form, chunk, false);
    boolean atEnd = json.text("index_location", "end").equals("end");
    ShardForm shards = new ShardForm(counts, atEnd, checked, List.copyOf(outer));
    try {
      shards.indexSize();
    } catch (ArithmeticException e) {
      throw json.unsupported("a shard of so many chunks, " + counts + ",");
    }
    return new CodecPipeline(
        inner.form(), inner.chunk(), inner.codec(), inner.codecs(), inner.order(), shards);
  }
}
