package org.arcoforge.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.IndexMap;
import org.arcoforge.array.Indices;
import org.arcoforge.array.RandomRegion;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.junit.jupiter.api.Test;

class IndexedArrayTest {
  /** One step, as a view is told of it and as it is done here, element by element. */
  private record Step(List<Dimension> dims, List<LazyArray.Axis> axes, List<Long> at) {
    static Step random(Random chance, long[] shape) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, shape.length).boxed().toList());
      Collections.shuffle(order, chance);
      List<Long> at = new ArrayList<>(Collections.nCopies(shape.length, 0L));
      List<LazyArray.Axis> axes = new ArrayList<>();
      for (int axis : order) {
        if (chance.nextInt(8) == 0) {
          at.set(axis, (long) chance.nextInt((int) shape[axis]));
        } else {
          axes.add(new LazyArray.Axis(axis, map(chance, (int) shape[axis])));
        }
      }
      if (chance.nextInt(3) == 0) {
        axes.add(0, LazyArray.Axis.added());
      }
      List<Dimension> dims = new ArrayList<>();
      axes.forEach(a -> dims.add(new Dimension("d" + dims.size(), a.map().length())));
      return new Step(dims, axes, at);
    }

    private static IndexMap map(Random chance, int length) {
      return switch (chance.nextInt(5)) {
        case 0 -> IndexMap.all(length);
        case 1 -> IndexMap.reversed(length);
        case 2 -> IndexMap.rolled(length, chance.nextInt(length));
        case 3 -> IndexMap.range(0, (length + 1) / 2, 2);
        default -> IndexMap.of(chance.nextInt(length), chance.nextInt(length));
      };
    }

    Block apply(Block in) {
      Block out = Block.allocate(in.type(), dims.stream().mapToLong(Dimension::length).toArray());
      int i = 0;
      for (long[] index : Indices.of(Region.whole(out.shape()))) {
        long[] from = at.stream().mapToLong(Long::longValue).toArray();
        for (int d = 0; d < index.length; d++) {
          if (axes.get(d).axis() >= 0) {
            from[axes.get(d).axis()] = axes.get(d).map().at(index[d]);
          }
        }
        long number = 0;
        for (int d = 0; d < from.length; d++) {
          number = number * in.shape(d) + from[d];
        }
        out.setLong(i++, in.longAt((int) number));
      }
      return out;
    }
  }

  private static Block numbered(long... shape) {
    Block block = Block.allocate(DataType.INT32, shape);
    for (int i = 0; i < block.elements(); i++) {
      block.setLong(i, i);
    }
    return block;
  }

  private static VariableView view(Block block) {
    List<Dimension> dims = new ArrayList<>();
    for (long length : block.shape()) {
      dims.add(new Dimension("f" + dims.size(), length));
    }
    List<Long> chunk = dims.stream().map(d -> 2L).toList();
    return new VariableView(
        new Variable("v", DataType.INT32, dims, Attributes.empty()), new StoredArray("v", chunk));
  }

  @Test
  void stepsOneAfterTheOtherGiveWhatDoingThemElementByElementGives() {
    Random chance = new Random(3);
    for (int n = 0; n < 300; n++) {
      Block expected = numbered(4, 40, 3);
      Block stored = expected;
      VariableView view = view(expected);
      for (int s = 0; s < 1 + chance.nextInt(4); s++) {
        Step step = Step.random(chance, view.variable().shape());
        expected = step.apply(expected);
        view = view.taking(step.dims(), step.axes(), step.at());
      }
      StoredValues file =
          (name, region, target, at) ->
              Block.copy(stored, region.start(), target, at, region.size());
      assertEquals(expected, view.read(file));
      Region part = RandomRegion.inside(chance, view.variable().shape());
      Block found = Block.allocate(DataType.INT32, view.variable().shape());
      view.read(part, found, part.start(), file);
      Block wanted = Block.allocate(DataType.INT32, view.variable().shape());
      Block.copy(expected, part.start(), wanted, part.start(), part.size());
      assertEquals(wanted, found);
    }
  }

  @Test
  void whatChangesNothingIsTheFileItself() {
    VariableView view = view(numbered(4, 5));
    VariableView turned =
        view.taking(
            List.of(new Dimension("f1", 5), new Dimension("f0", 4)),
            List.of(view.whole(1), view.whole(0)));
    VariableView back =
        turned.taking(view.variable().dimensions(), List.of(turned.whole(1), turned.whole(0)));
    assertEquals(view.origin(), back.origin());
    assertSame(IndexedArray.class, turned.origin().getClass());
  }

  @Test
  void wideStepsDoNotReadWhatLiesBetween() {
    Block stored = numbered(1000);
    VariableView view = view(stored);
    IndexMap every = IndexMap.range(0, 10, 100);
    VariableView thin =
        view.taking(List.of(new Dimension("f0", 10)), List.of(new LazyArray.Axis(0, every)));
    long[] read = new long[1];
    Block found =
        thin.read(
            (name, region, target, at) -> {
              read[0] += region.elements();
              Block.copy(stored, region.start(), target, at, region.size());
            });
    assertEquals(900, found.longAt(9));
    assertEquals(10, read[0]);
  }
}
