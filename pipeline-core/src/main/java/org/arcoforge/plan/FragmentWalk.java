package org.arcoforge.plan;

import java.util.function.Consumer;
import org.arcoforge.array.Region;
import org.arcoforge.plan.tiling.ConcatAxis;

/**
 * Walks through the fragments that meet a region: the product of the segments of all concat axes,
 * one short list for each dimension.
 */
final class FragmentWalk {
  private final Plan plan;
  private final PlannedArray array;
  private final Region region;
  private final Consumer<Fragment> use;
  private final long[] index;
  private final long[] source;
  private final long[] target;
  private final long[] size;

  FragmentWalk(Plan plan, PlannedArray array, Region region, Consumer<Fragment> use) {
    this.plan = plan;
    this.array = array;
    this.region = region;
    this.use = use;
    this.index = array.fixed();
    this.source = region.start();
    this.target = region.start();
    this.size = region.size();
  }

  void walk() {
    if (!region.isEmpty()) {
      walk(0);
    }
  }

  private void walk(int d) {
    if (d == region.rank()) {
      long position = plan.number(index);
      boolean filled = plan.isMissing(position) || array.absent().contains(position);
      use.accept(new Fragment(position, Region.of(source, size), Region.of(target, size), filled));
      return;
    }
    int a = array.axes().get(d);
    if (a < 0) {
      walk(d + 1);
      return;
    }
    ConcatAxis axis = plan.axis(a);
    for (int s = axis.segmentAt(region.start(d));
        s < axis.segments() && axis.offset(s) < region.end(d);
        s++) {
      long from = Math.max(axis.offset(s), region.start(d));
      long to = Math.min(axis.offset(s + 1), region.end(d));
      if (to <= from) {
        continue;
      }
      index[axis.patternDim()] = axis.index(s);
      source[d] = axis.start(s) + from - axis.offset(s);
      target[d] = from;
      size[d] = to - from;
      walk(d + 1);
    }
  }
}
