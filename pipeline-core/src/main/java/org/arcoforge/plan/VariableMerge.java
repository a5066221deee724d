package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CfTimeEncoding;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.VariableEncoding;

/** Finds the variables of the result, and for each the one description that fits all files. */
final class VariableMerge {
  private final Archive archive;
  private final Policies policies;
  private final Map<String, List<SourceRecord>> occurrences = new LinkedHashMap<>();

  /** Bounds variables and their coordinates, whose units they take on. */
  private final Map<String, String> boundsOf = new LinkedHashMap<>();

  VariableMerge(Archive archive) {
    this.archive = archive;
    this.policies = archive.recipe().policies();
    for (SourceRecord r : archive.records()) {
      r.view()
          .variables()
          .forEach(
              (name, v) -> {
                occurrences.computeIfAbsent(name, n -> new ArrayList<>()).add(r);
                if (v.variable().isDimensionCoordinate()) {
                  CfReferences.bounds(v.variable().attributes())
                      .ifPresent(b -> boundsOf.putIfAbsent(b, name));
                }
              });
    }
  }

  List<MergedVariable> merge() {
    checkLengths();
    List<MergedVariable> merged = new ArrayList<>();
    occurrences.forEach((name, records) -> merged.add(merge(name, records)));
    return merged;
  }

  Attributes globalAttributes() {
    AttributeMerge merge = new AttributeMerge(policies.attributes(), "");
    archive.records().forEach(r -> merge.add(r.view().attributes(), r.url()));
    return merge.merged();
  }

  private void checkLengths() {
    record Seen(long length, SourceRecord record) {}
    Map<String, Seen> lengths = new LinkedHashMap<>();
    for (SourceRecord r : archive.records()) {
      for (VariableView v : r.view().variables().values()) {
        for (Dimension d : v.variable().dimensions()) {
          if (archive.concatDim(d.name()) >= 0) {
            continue;
          }
          Seen seen = lengths.putIfAbsent(d.name(), new Seen(d.length(), r));
          if (seen != null && seen.length() != d.length()) {
            throw PlanException.sources(
                "dimension '"
                    + d.name()
                    + "' differs: "
                    + seen.length()
                    + " in "
                    + archive.label(seen.record())
                    + ", "
                    + d.length()
                    + " in "
                    + archive.label(r)
                    + " (variable '"
                    + v.variable().name()
                    + "'); only concat dimensions may differ in length: drop the variables that have it, or name it as concat in `dims`");
          }
        }
      }
    }
  }

  private MergedVariable merge(String name, List<SourceRecord> records) {
    SourceRecord first = records.get(0);
    Variable example = variable(first, name);
    List<String> dims = example.dimensionNames();
    AttributeMerge attributes = new AttributeMerge(policies.attributes(), name);
    for (SourceRecord r : records) {
      Variable v = variable(r, name);
      if (!v.dimensionNames().equals(dims)) {
        throw PlanException.sources(
            "variable '"
                + name
                + "' has dimensions "
                + dims
                + " in "
                + archive.label(first)
                + ", but "
                + v.dimensionNames()
                + " in "
                + archive.label(r)
                + "; write transforms: [{drop: ["
                + name
                + "]}], or leave these files to a recipe of their own");
      }
      attributes.add(withoutEncoding(name, r), r.url());
    }
    List<Integer> varying = new ArrayList<>();
    long[] fixed = new long[archive.pattern().dims().size()];
    List<Long> index = archive.pattern().position(first.position()).index();
    for (int d = 0; d < fixed.length; d++) {
      boolean varies =
          archive.concatDims().contains(d) && dims.contains(archive.pattern().dims().get(d).name());
      if (varies) {
        varying.add(d);
      }
      fixed[d] = varies ? -1 : index.get(d);
    }
    ValueEncoding encoding = encoding(name, records);
    return new MergedVariable(
        name,
        dims,
        varying,
        fixed,
        described(name, attributes.merged(), records, encoding),
        encoding,
        records);
  }

  /** What no encoding decides, and so is left to the attribute policy. */
  private Attributes withoutEncoding(String name, SourceRecord r) {
    Attributes rest = ValueEncoding.described(variable(r, name).attributes());
    return encodingOf(name, r).time() == null ? rest : rest.without("units", "calendar");
  }

  /** Adds the attributes of the encoding: those of the first file, or of what was unified. */
  private Attributes described(
      String name, Attributes merged, List<SourceRecord> records, ValueEncoding encoding) {
    Attributes attributes = merged;
    Variable first = variable(records.get(0), name);
    if (encoding.time() != null && first.attributes().has("units")) {
      if (records.stream().allMatch(r -> encodingOf(name, r).sameTime(encoding))) {
        attributes = attributes.with("units", first.attributes().text("units").orElseThrow());
        Optional<String> calendar = first.attributes().text("calendar");
        attributes =
            calendar.isPresent() ? attributes.with("calendar", calendar.get()) : attributes;
      } else {
        attributes = attributes.with("units", encoding.time().units());
        attributes = attributes.with("calendar", encoding.time().calendar().id());
      }
    }
    ValueEncoding source = encodingOf(name, records.get(0));
    if (source.isPacked() && !encoding.isPacked()) {
      return attributes;
    }
    Attributes packed = attributes;
    for (String key : List.of("scale_factor", "add_offset", "_Unsigned")) {
      Optional<org.arcoforge.array.AttributeValue> value = first.attributes().get(key);
      if (value.isPresent() && source.unsigned().equals(encoding.unsigned())) {
        packed = packed.with(key, value.get());
      }
    }
    if (encoding.missing() != null) {
      packed = packed.with("missing_value", encoding.missing());
    }
    return packed;
  }

  private ValueEncoding encoding(String name, List<SourceRecord> records) {
    VariableEncoding wish = archive.recipe().target().encoding().get(name);
    List<EncodingMerge.Found> distinct = distinct(name, records);
    EncodingMerge merge = new EncodingMerge(name, policies, wish);
    String coordinate = boundsOf.get(name);
    String bounds = boundsFor(name);
    String partner = coordinate != null ? coordinate : bounds;
    if (partner != null
        && occurrences.containsKey(partner)
        && distinct.get(0).encoding().time() != null) {
      // A coordinate and its bounds share their units, so they are unified together.
      List<EncodingMerge.Found> partners = distinct(partner, occurrences.get(partner));
      return merge.mergeTimes(distinct, partners);
    }
    return merge.merge(distinct);
  }

  private @org.jspecify.annotations.Nullable String boundsFor(String coordinate) {
    for (Map.Entry<String, String> e : boundsOf.entrySet()) {
      if (e.getValue().equals(coordinate)) {
        return e.getKey();
      }
    }
    return null;
  }

  private List<EncodingMerge.Found> distinct(String name, List<SourceRecord> records) {
    List<EncodingMerge.Found> distinct = new ArrayList<>();
    for (SourceRecord r : records) {
      ValueEncoding e = encodingOf(name, r);
      CfTimeEncoding needed = neededTime(e, r.values().get(name));
      boolean known =
          distinct.stream()
              .anyMatch(
                  f -> f.encoding().isLike(e) && java.util.Objects.equals(f.needed(), needed));
      if (!known) {
        distinct.add(new EncodingMerge.Found(e, needed, r.url()));
      }
    }
    return distinct;
  }

  /** The unit in which the fractions that a float time has are whole. */
  private static @org.jspecify.annotations.Nullable CfTimeEncoding neededTime(
      ValueEncoding e, @org.jspecify.annotations.Nullable Block values) {
    if (e.time() == null || values == null || !e.type().isFloat()) {
      return e.time();
    }
    double[] numbers = new double[values.elements()];
    Arrays.setAll(numbers, values::doubleAt);
    try {
      return e.time().withUnit(e.time().finestUnitFor(numbers));
    } catch (ArithmeticException x) {
      return e.time();
    }
  }

  ValueEncoding encodingOf(String name, SourceRecord r) {
    return encodingOf(r.view(), name, boundsOf.get(name), r.url());
  }

  /** The encoding of a variable in one file. */
  static ValueEncoding encodingOf(
      FileView view,
      String name,
      @org.jspecify.annotations.Nullable String coordinate,
      String url) {
    Variable v = view.required(name).variable();
    Variable timeOf = v;
    if (coordinate != null && !v.attributes().has("units")) {
      timeOf = view.variable(coordinate).map(VariableView::variable).orElse(v);
    }
    try {
      return ValueEncoding.of(v, timeOf);
    } catch (IllegalArgumentException e) {
      throw PlanException.sources(url + ": variable '" + timeOf.name() + "': " + e.getMessage());
    }
  }

  Map<String, String> boundsOf() {
    return boundsOf;
  }

  private static Variable variable(SourceRecord r, String name) {
    return r.view().required(name).variable();
  }
}
