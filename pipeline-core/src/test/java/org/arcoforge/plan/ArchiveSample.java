package org.arcoforge.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.merge.ScanNeeds;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.plan.tiling.ObjectParts;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Target;
import org.arcoforge.transform.FileTransformer;
import org.arcoforge.view.FileView;
import org.arcoforge.view.SourceSample;
import org.arcoforge.view.VariableView;

/** A recipe and its little files, scanned, planned and read without any I/O. */
final class ArchiveSample {
  private Recipe recipe;
  private final TreeMap<Long, SourceSample> files = new TreeMap<>();
  private final List<SourceFailure> failures = new ArrayList<>();
  private MemoryBudget memory = MemoryBudget.shared(1 << 30, Long.MAX_VALUE);

  ArchiveSample(FilePattern pattern, SourceSample... files) {
    this.recipe = Recipe.builder().id("sample").pattern(pattern).build();
    for (int i = 0; i < files.length; i++) {
      this.files.put((long) i, files[i]);
    }
  }

  /** Two files along {@code time}. */
  static ArchiveSample two(SourceSample a, SourceSample b) {
    return new ArchiveSample(ConcatTest.TWO, a, b);
  }

  ArchiveSample recipe(java.util.function.UnaryOperator<Recipe.Builder> change) {
    recipe = change.apply(recipe.toBuilder()).build();
    return this;
  }

  ArchiveSample policies(java.util.function.UnaryOperator<Policies.Builder> change) {
    Policies policies = change.apply(recipe.policies().toBuilder()).build();
    return recipe(r -> r.policies(policies));
  }

  ArchiveSample target(java.util.function.UnaryOperator<Target.Builder> change) {
    Target target = change.apply(recipe.target().toBuilder()).build();
    return recipe(r -> r.target(target));
  }

  ArchiveSample memory(MemoryBudget bytes) {
    memory = bytes;
    return this;
  }

  /** Takes a file away. */
  ArchiveSample missing(long position) {
    files.remove(position);
    String url = url(position);
    failures.add(
        new SourceFailure(position, url, SourceFailure.Kind.NOT_FOUND, url + ": 404 Not Found"));
    return this;
  }

  String url(long position) {
    return recipe.pattern().url(recipe.pattern().position(position));
  }

  SourceRecord record(long number) {
    Position position = recipe.pattern().position(number);
    SourceSample file = java.util.Objects.requireNonNull(files.get(number));
    FileView view = FileTransformer.view(recipe, position, file.description(), file.stored());
    ScanNeeds needs = ScanNeeds.of(recipe, view);
    Map<String, Block> values = new TreeMap<>();
    Map<String, String> digests = new TreeMap<>();
    needs.values().forEach(n -> values.put(n, view.required(n).read(file.stored())));
    needs.digests().forEach(n -> digests.put(n, digest(view.required(n).read(file.stored()))));
    SourceRecord.Fingerprint fingerprint = new SourceRecord.Fingerprint(100 + number, "e", 0);
    return SourceRecord.builder()
        .position(number)
        .url(url(number))
        .fingerprint(fingerprint)
        .view(view)
        .values(values)
        .digests(digests)
        .build();
  }

  List<SourceRecord> records() {
    return new ArrayList<>(files.keySet().stream().map(this::record).toList());
  }

  /** The plan, which has been written down and read back. */
  Plan plan() {
    Plan plan = Planner.plan(recipe, records(), failures, memory);
    Plan back = PlanRoundTrip.of(plan);
    assertEquals(plan.parts(), back.parts());
    return back;
  }

  /** The plan of a published store that grows. */
  Plan grown(Plan published) {
    Map<String, ArrayLayout> arrays = new TreeMap<>();
    published.layout().arrays().forEach(a -> arrays.put(a.variable().name(), a));
    return Planner.grow(recipe, records(), failures, memory, arrays, ObjectParts.NONE);
  }

  Plan shuffled(long seed) {
    List<SourceRecord> records = records();
    List<SourceFailure> failed = new ArrayList<>(failures);
    Collections.shuffle(records, new Random(seed));
    Collections.shuffle(failed, new Random(seed));
    return Planner.plan(recipe, records, failed, memory);
  }

  /** The message of the refusal, which must hold all those parts. */
  String refusal(Blame kind, String... parts) {
    RefusedException e = assertThrows(RefusedException.class, this::plan);
    String message = String.valueOf(e.getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), "'" + part + "' is not in: " + message);
    }
    assertTrue(e.blame() == kind, "kind " + e.blame() + ": " + message);
    return message;
  }

  static PlannedArray array(Plan plan, String name) {
    return plan.arrays().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
  }

  static Variable variable(Plan plan, String name) {
    return array(plan, name).layout().variable();
  }

  /** The attribute {@code units} of an array. */
  static String units(Plan plan, String name) {
    return variable(plan, name).attributes().text("units").orElse("none");
  }

  /** All values of an array, read as a worker reads them. */
  Block read(Plan plan, String name) throws CfConversion.ConversionException {
    PlannedArray array = array(plan, name);
    if (array.values() != null) {
      return array.values();
    }
    Variable v = array.layout().variable();
    Block all = Block.allocate(v.type(), v.shape());
    all.fill(array.layout().fill());
    List<Fragment> fragments = new ArrayList<>();
    plan.fragments(array, Region.whole(v.shape()), fragments::add);
    for (Fragment f : fragments) {
      if (f.filled()) {
        continue;
      }
      FileView view = record(f.position()).view();
      VariableView source = view.required(name);
      Block part = Block.allocate(source.variable().type(), f.source().size());
      SourceSample file = java.util.Objects.requireNonNull(files.get(f.position()));
      source.read(f.source(), part, new long[part.rank()], file.stored());
      CfConversion conversion = array.conversion(view, url(f.position()));
      Block converted = part;
      if (!conversion.isIdentity()) {
        converted = Block.allocate(v.type(), part.shape());
        conversion.convert(part, converted);
      }
      Block.copy(converted, new long[part.rank()], all, f.target().start(), f.target().size());
    }
    return all;
  }

  /** The values as text: {@code [1, 2]}, {@code [1.5, NaN]} or {@code [a, b]}. */
  String text(Plan plan, String name) throws CfConversion.ConversionException {
    return text(read(plan, name));
  }

  static String text(Block b) {
    if (b.type() == DataType.STRING) {
      return Arrays.toString(b.strings());
    }
    Object[] all = new Object[b.elements()];
    for (int i = 0; i < all.length; i++) {
      all[i] = b.type().isFloat() ? (Object) b.doubleAt(i) : (Object) b.longAt(i);
    }
    return Arrays.toString(all);
  }

  private static String digest(Block b) {
    return b
        + (b.type() == DataType.STRING
            ? Arrays.toString(b.strings())
            : HexFormat.of().formatHex(b.bytes()));
  }
}
