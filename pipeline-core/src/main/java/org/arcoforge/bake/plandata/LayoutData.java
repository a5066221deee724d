package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;

/**
 * Converts an array's description and its chunks, shards, codec and fill value to and from plain
 * values.
 */
final class LayoutData {
  static final String NAME = "name";
  private static final String DTYPE = "dtype";
  private static final String DIMS = "dims";
  private static final String SHAPE = "shape";
  private static final String CHUNKS = "chunks";
  private static final String SHARDS = "shards";
  private static final String FILL = "fill_value";
  private static final String BITS = "fill_bits";
  private static final String MISSING = "fill_is_missing";
  private static final String ATTRIBUTES = "attributes";

  private LayoutData() {}

  static Map<String, Object> write(ArrayLayout layout) {
    Variable v = layout.variable();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(NAME, v.name());
    data.put(DTYPE, v.type().id());
    data.put(DIMS, v.dimensionNames());
    data.put(SHAPE, NumberRuns.list(v.shape()));
    putStorage(data, layout);
    Object fill = Elements.write(layout.fill().block(v.type()), 0);
    data.put(FILL, fill);
    if (!fill(v.type(), fill).equals(layout.fill())) {
      data.put(BITS, layout.fill().bits());
    }
    data.put(MISSING, layout.fillIsMissing());
    data.put(ATTRIBUTES, AttributeData.write(v.attributes()));
    return data;
  }

  /** Puts what an intermediate has of its own. */
  static void putStorage(Map<String, Object> data, ArrayLayout layout) {
    data.put(CHUNKS, NumberRuns.list(layout.chunk()));
    if (!layout.shard().isEmpty()) {
      data.put(SHARDS, NumberRuns.list(layout.shard()));
    }
    CodecData.put(data, layout.codec());
  }

  static ArrayLayout read(Members in) {
    DataType type = DataType.of(in.text(DTYPE));
    List<String> names = in.texts(DIMS);
    List<Long> shape = in.wholes(SHAPE);
    List<Dimension> dims = new ArrayList<>();
    for (int d = 0; d < names.size(); d++) {
      dims.add(new Dimension(names.get(d), shape.get(d)));
    }
    Variable v =
        new Variable(in.text(NAME), type, dims, AttributeData.read(in.membersOrNone(ATTRIBUTES)));
    FillValue readable = fill(type, in.value(FILL));
    FillValue fill = in.has(BITS) ? new FillValue(in.whole(BITS), readable.text()) : readable;
    return storage(in, v, fill, in.isTrue(MISSING));
  }

  /** Returns the layout of an intermediate of that array. */
  static ArrayLayout readStorage(Members in, ArrayLayout of) {
    return storage(in, of.variable(), of.fill(), of.fillIsMissing());
  }

  private static ArrayLayout storage(Members in, Variable v, FillValue fill, boolean missing) {
    return ArrayLayout.builder()
        .variable(v)
        .chunk(in.wholes(CHUNKS))
        .shard(in.has(SHARDS) ? in.wholes(SHARDS) : List.of())
        .fill(fill)
        .fillIsMissing(missing)
        .codec(CodecData.read(in))
        .build();
  }

  /** The fill value that a plain one means; of integers with the sign in all of its bits. */
  private static FillValue fill(DataType type, Object plain) {
    Block one = Block.allocate(type);
    Elements.read(plain, one, 0);
    return type.isInteger() ? FillValue.of(one.longAt(0)) : FillValue.of(one);
  }
}
