package org.arcoforge.bake.plandata;

import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.plan.ArrayParts;
import org.arcoforge.plan.ArraySizes;
import org.arcoforge.plan.PositionSet;

/**
 * Converts one array of a plan to and from plain values: what it is, where its values come from,
 * and its tiles.
 */
final class ArrayData {
  private static final String COPIED = "objects_copied";
  private static final String ENCODING = "encoding";
  private static final String LOSSY = "lossy";
  private static final String BOUNDS_OF = "bounds_of";
  private static final String AXES = "axes";
  private static final String FIXED = "fixed";
  private static final String ABSENT = "absent";
  private static final String VALUES = "values";

  private ArrayData() {}

  static Map<String, Object> write(ArrayParts array) {
    ArrayLayout layout = array.layout();
    Map<String, Object> data = new LinkedHashMap<>(LayoutData.write(layout));
    data.put("bytes", (long) ArraySizes.bytes(layout));
    data.put("chunk_bytes", (long) ArraySizes.chunkBytes(layout));
    data.put("objects", layout.objects().count());
    data.put("tiles", TilingData.tiles(layout, array.chosen().tile()));
    if (array.copied() != ArrayParts.NOT_WANTED) {
      data.put(COPIED, array.copied());
    }
    TilingData.put(data, array.chosen());
    data.put(ENCODING, EncodingData.write(array.encoding()));
    if (array.lossy()) {
      data.put(LOSSY, true);
    }
    String boundsOf = array.boundsOf();
    if (boundsOf != null) {
      data.put(BOUNDS_OF, boundsOf);
    }
    data.put(AXES, new NumberList.Longs(array.axes().stream().mapToLong(a -> a).toArray()));
    data.put(FIXED, NumberRuns.list(array.fixed()));
    if (!array.absent().isEmpty()) {
      data.put(ABSENT, NumberRuns.write(array.absent().numbers()));
    }
    Block values = array.values();
    if (values != null) {
      data.put(VALUES, BlockData.write(values));
    }
    return data;
  }

  static ArrayParts read(Members in) {
    ArrayLayout layout = LayoutData.read(in);
    return ArrayParts.builder()
        .layout(layout)
        .encoding(EncodingData.read(in.members(ENCODING)))
        .lossy(in.isTrue(LOSSY))
        .boundsOf(in.has(BOUNDS_OF) ? in.text(BOUNDS_OF) : null)
        .axes(in.wholes(AXES).stream().map(Math::toIntExact).toList())
        .fixed(in.wholes(FIXED))
        .absent(PositionSet.of(NumberRuns.read(in, ABSENT)))
        .values(in.has(VALUES) ? BlockData.read(in.members(VALUES)) : null)
        .chosen(TilingData.read(in, layout))
        .copied(in.whole(COPIED, ArrayParts.NOT_WANTED))
        .build();
  }
}
