package org.arcoforge.recipe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.arcoforge.array.Block;
import org.arcoforge.array.Dataset;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.pattern.Position;

/**
 * Checks the contract of a {@link CustomTransform} in the unit test of whoever writes one.
 *
 * <pre>{@code
 * Block celsius = CustomTransformCheck.of(new MyTransform(), file, values).value("celsius");
 * assertEquals(20.0, celsius.doubleAt(0));
 * }</pre>
 *
 * <p>It checks that description and values agree, that values computed by boxes of any shape are
 * those computed at once, that computing twice gives the same and leaves the inputs alone, and that
 * the transform does all this after a journey to another machine. Whether the values are right, the
 * test says.
 */
public final class CustomTransformCheck {
  private static final int BOXES = 50;

  private final CustomTransform transform;
  private final CustomTransform travelled;
  private final Dataset file;
  private final Map<String, Block> values;
  private final CustomTransform.Result result;
  private final Position position;

  private CustomTransformCheck(
      CustomTransform transform, Dataset file, Map<String, Block> values, Position position) {
    this.transform = transform;
    this.travelled = travelled(transform);
    this.file = file;
    this.position = position;
    this.values = new TreeMap<>(values);
    this.result = transform.describe(file, position);
    checkDescription();
    Random chance = new Random(1);
    for (String name : new TreeSet<>(result.computed())) {
      checkValues(name, chance);
    }
  }

  /**
   * Checks a transform on a file in memory, at the first position of a pattern.
   *
   * @param values of every variable of the file, as stored
   * @throws AssertionError if the transform breaks a rule; the message says which and where
   */
  public static CustomTransformCheck of(
      CustomTransform transform, Dataset file, Map<String, Block> values) {
    return at(transform, file, values, new Position(0, java.util.List.of()));
  }

  /** Runs a transform on a file at a position of the pattern. */
  public static CustomTransformCheck at(
      CustomTransform transform, Dataset file, Map<String, Block> values, Position position) {
    for (Variable v : file.variables()) {
      Block block = values.get(v.name());
      if (block == null || block.type() != v.type() || !Arrays.equals(block.shape(), v.shape())) {
        throw new IllegalArgumentException(
            "values of '" + v.name() + "': expected " + v + ", found " + block);
      }
    }
    return new CustomTransformCheck(transform, file, values, position);
  }

  /** Returns what the file becomes. */
  public Dataset file() {
    return result.file();
  }

  /** Returns all values of a variable of the result, computed or taken over. */
  public Block value(String variable) {
    Variable v = described(variable);
    return result.computed().contains(variable)
        ? transform.compute(variable, Region.whole(v.shape()), new Memory())
        : java.util.Objects.requireNonNull(values.get(variable));
  }

  private Variable described(String name) {
    return result
        .file()
        .variable(name)
        .orElseThrow(
            () -> new AssertionError("'" + name + "' is computed, but not in the description"));
  }

  private void checkDescription() {
    require(!transform.name().isBlank(), "name() is empty; it is stored with the data");
    require(
        travelled.describe(file, position).equals(result)
            && transform.describe(file, position).equals(result),
        "describe() gives something else the second time, or after a journey");
    for (Variable v : result.file().variables()) {
      if (result.computed().contains(v.name())) {
        continue;
      }
      Variable before = file.variable(v.name()).orElse(null);
      require(
          before != null && before.type() == v.type() && before.dimensions().equals(v.dimensions()),
          "'" + v.name() + "' is not computed, and not in the file with that type and dimensions");
    }
  }

  private void checkValues(String name, Random chance) {
    Variable v = described(name);
    Region all = Region.whole(v.shape());
    Block whole = computed(transform, v, all);
    require(
        computed(transform, v, all).equals(whole),
        "'" + name + "' computed twice gives other values");
    require(
        computed(travelled, v, all).equals(whole),
        "'" + name + "' has other values after a journey to another machine");
    for (int n = 0; n < BOXES && whole.elements() > 0; n++) {
      Region box = box(v.shape(), chance, n < v.rank() ? n : -1);
      Block expected = Block.allocate(v.type(), box.size());
      Block.copy(whole, box.start(), expected, new long[v.rank()], box.size());
      require(
          computed(transform, v, box).equals(expected),
          "'" + name + "' computed in the box " + box + " differs from the same box of the whole");
    }
  }

  private Block computed(CustomTransform by, Variable v, Region region) {
    Map<String, Block> before = copies();
    Block block = by.compute(v.name(), region, new Memory());
    require(copies().equals(before), "'" + v.name() + "' changes its inputs");
    require(
        block.type() == v.type() && Arrays.equals(block.shape(), region.size()),
        "'"
            + v.name()
            + "' in the box "
            + region
            + ": expected "
            + v.type().id()
            + Arrays.toString(region.size())
            + ", computed "
            + block);
    return block;
  }

  private Map<String, Block> copies() {
    Map<String, Block> copies = new TreeMap<>();
    values.forEach((name, block) -> copies.put(name, copy(block, Region.whole(block.shape()))));
    return copies;
  }

  /** A box anywhere; one element thin in a dimension, if that is not negative. */
  private static Region box(long[] shape, Random chance, int thin) {
    long[] start = new long[shape.length];
    long[] size = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      start[d] = chance.nextInt((int) shape[d]);
      size[d] = d == thin ? 1 : 1 + chance.nextInt((int) (shape[d] - start[d]));
    }
    return Region.of(start, size);
  }

  private static Block copy(Block block, Region region) {
    Block copy = Block.allocate(block.type(), region.size());
    Block.copy(block, region.start(), copy, new long[region.rank()], region.size());
    return copy;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static CustomTransform travelled(CustomTransform transform) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(transform);
    } catch (IOException e) {
      throw new AssertionError("the transform cannot be sent to another machine: " + e, e);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (CustomTransform) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError("the transform does not come back from its bytes: " + e, e);
    }
  }

  /** This is a file whose values are in memory. */
  private final class Memory implements CustomTransform.Inputs {
    @Override
    public Dataset file() {
      return file;
    }

    @Override
    public Position position() {
      return position;
    }

    @Override
    public Block read(String variable, Region region) {
      Block block = values.get(variable);
      if (block == null || !Region.whole(block.shape()).contains(region)) {
        throw new AssertionError("reads " + region + " of '" + variable + "', which has " + block);
      }
      return copy(block, region);
    }
  }
}
