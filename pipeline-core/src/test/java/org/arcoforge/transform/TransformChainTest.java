package org.arcoforge.transform;

import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.RandomRegion;
import org.arcoforge.array.Region;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.recipe.Condition;
import org.arcoforge.recipe.IndexSelection;
import org.arcoforge.recipe.LabelSelection;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.SourceSample;
import org.arcoforge.view.VariableView;
import org.junit.jupiter.api.Test;

class TransformChainTest {
  private static final FilePattern ONE = FilePattern.of("https://x/one.nc");

  private static SourceSample file(Random chance) {
    SourceSample sample =
        new SourceSample()
            .coordinate("z", FLOAT64, 0, 10, 20, 30, 40)
            .coordinate("lat", FLOAT64, -60, -20, 20, 60)
            .coordinate("lon", FLOAT64, 0, 60, 120, 180, 240, 300)
            .add("v", FLOAT64, "z:5 lat:4 lon:6")
            .add("m", INT16, "lat:4 lon:6")
            .chunk("v", 2L, 4L, 3L);
    for (String name : List.of("v", "m")) {
      Block block = sample.values(name);
      double[] numbers =
          IntStream.range(0, block.elements()).mapToDouble(i -> chance.nextInt(100)).toArray();
      sample.values(name, numbers);
    }
    return sample;
  }

  /** A random step, done to the eager file and returned. */
  private static Transform step(Random chance, EagerFile file) {
    List<String> dims = List.of("z", "lat", "lon");
    String dim = dims.get(chance.nextInt(3));
    int n = file.length(dim);
    return switch (n < 1 ? 5 + chance.nextInt(5) : chance.nextInt(10)) {
      case 0 -> {
        int i = chance.nextInt(n);
        file.drop(dim, i);
        yield new Transform.Isel(Map.of(dim, new IndexSelection.One((long) i - n)));
      }
      case 1 -> {
        int[] some = chance.ints(1 + chance.nextInt(3), 0, n).distinct().toArray();
        file.take(dim, some);
        List<Long> indices = Arrays.stream(some).asLongStream().boxed().toList();
        yield new Transform.Isel(Map.of(dim, new IndexSelection.Several(indices)));
      }
      case 2 -> {
        file.take(dim, IntStream.range(0, n).map(i -> n - 1 - i).toArray());
        yield new Transform.Isel(Map.of(dim, new IndexSelection.Slice(null, null, -1L)));
      }
      case 3 -> {
        double[] labels = file.table(dim).values();
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(labels[b], labels[a]));
        file.take(dim, Arrays.stream(order).mapToInt(i -> i).toArray());
        yield new Transform.Sort(Map.of(dim, false));
      }
      case 4 -> {
        double[] labels = file.table(dim).values();
        int a = chance.nextInt(n);
        int b = chance.nextInt(n);
        file.take(dim, a, b);
        List<Object> wanted = List.of(labels[a], labels[b]);
        yield new Transform.Sel(Map.of(dim, new LabelSelection.Several(wanted)));
      }
      case 5 -> {
        List<String> order = new ArrayList<>(dims);
        Collections.shuffle(order, chance);
        order.removeIf(d -> file.length(d) < 0);
        file.transpose(order);
        yield new Transform.Transpose(order);
      }
      case 6 -> {
        file.map("v", x -> file.single ? (float) (x - 273.15) : x - 273.15);
        yield new Transform.ConvertUnits(
            Map.of("v", new Transform.ConvertUnits.Units("degC", "K")));
      }
      case 7 -> {
        double limit = chance.nextInt(100);
        file.maskBelow("v", "m", limit);
        yield new Transform.Mask(
            Map.of("v", new Condition("m", Condition.Test.BELOW, List.of(limit))));
      }
      case 8 -> {
        file.map("v", x -> x == 50 || x == 51 ? Double.NaN : x);
        yield new Transform.MissingValues(Map.of("v", List.of(50L, 51.0)));
      }
      default -> {
        file.map("v", x -> (float) x);
        file.single = true;
        yield new Transform.Cast(Map.of("v", DataType.FLOAT32));
      }
    };
  }

  @Test
  void chainsGiveWhatDoingThemElementByElementGives() throws Exception {
    Random chance = new Random(11);
    for (int n = 0; n < 400; n++) {
      SourceSample sample = file(chance);
      EagerFile expected = EagerFile.of(sample);
      List<Transform> chain = new ArrayList<>();
      boolean repeated = false;
      for (int s = 0; s < 1 + chance.nextInt(6); s++) {
        Transform t = step(chance, expected);
        chain.add(t);
        // Labels that stand there twice cannot be selected by: that is a test of its own.
        repeated |= t instanceof Transform.Sel;
        if (repeated) {
          break;
        }
      }
      if (chain.stream().anyMatch(t -> t.equals(new Transform.Transpose(List.of())))) {
        continue;
      }
      Recipe recipe = Recipe.builder().id("r").pattern(ONE).transforms(chain).build();
      FileView view =
          travelled(
              FileTransformer.view(recipe, ONE.position(0), sample.description(), sample.stored()));
      for (String name : List.of("v", "m", "z", "lat", "lon")) {
        check(view.required(name), expected.table(name), sample, chance, chain.toString());
      }
    }
  }

  private static void check(
      VariableView view,
      EagerFile.Table expected,
      SourceSample sample,
      Random chance,
      String chain) {
    assertEquals(expected.dims(), view.variable().dimensionNames(), chain);
    Block all = view.read(sample.stored());
    double[] found = IntStream.range(0, all.elements()).mapToDouble(all::doubleAt).toArray();
    assertArrayEquals(expected.values(), found, chain + " " + view.variable().name());
    for (int n = 0; n < 5 && all.elements() > 0; n++) {
      Region box = RandomRegion.inside(chance, view.variable().shape());
      Block target = Block.allocate(all.type(), view.variable().shape());
      view.read(box, target, box.start(), sample.stored());
      Block wanted = Block.allocate(all.type(), view.variable().shape());
      Block.copy(all, box.start(), wanted, box.start(), box.size());
      assertEquals(wanted, target, chain + " " + view.variable().name() + " " + box);
    }
  }

  /** As a record of a scan travels. */
  private static FileView travelled(FileView view) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(view);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (FileView) in.readObject();
    }
  }
}
