package org.arcoforge.zarr;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.DataType;

/**
 * A case is a set of arrays that differ in their type alone, the ways to read them, and what is to
 * come of it.
 *
 * @param table title of the table that tells it
 * @param row what is special about the arrays
 * @param ways each is tried with each array
 * @param samples the arrays, in each form that they have
 * @param expected what is not read exactly, by form
 */
record ReaderCase(
    String table,
    String row,
    List<Way> ways,
    Map<Form, List<ZarrSamples.Sample>> samples,
    Map<Form, Expected> expected) {

  /** A form is how an array is stored. */
  enum Form {
    ZARR2(2, "Zarr 2"),
    ZARR3(3, "Zarr 3"),
    SHARDED(3, "Zarr 3, shards");

    final int format;
    final String title;

    Form(int format, String title) {
      this.format = format;
      this.title = title;
    }
  }

  /** A way is how an array is read. */
  enum Way {
    WHOLE("whole"),
    BOXES("in boxes"),
    FROM_ROOT("by groups"),
    FROM_GROUP("by groups"),
    OBJECT("its object");

    final String title;

    Way(String title) {
      this.title = title;
    }
  }

  /** An outcome that a case is known for. */
  enum Expected {
    EXACT,
    /** Boxes smaller than a shard are read, whole shards are refused. */
    EXACT_IN_BOXES,
    REFUSED,
    /** Values come that were not written. */
    WRONG
  }

  Expected expected(Form form) {
    return expected.getOrDefault(form, Expected.EXACT);
  }

  /** Tells that this form is not read exactly. */
  ReaderCase but(Form form, Expected what) {
    Map<Form, Expected> changed = new EnumMap<>(Form.class);
    changed.putAll(expected);
    changed.put(form, what);
    return new ReaderCase(table, row, ways, samples, changed);
  }

  /** Tells that no form is read. */
  ReaderCase refused() {
    ReaderCase changed = this;
    for (Form form : samples.keySet()) {
      changed = changed.but(form, Expected.REFUSED);
    }
    return changed;
  }

  /** Leaves a form out. */
  ReaderCase without(Form form) {
    Map<Form, List<ZarrSamples.Sample>> rest = new EnumMap<>(samples);
    rest.remove(form);
    return new ReaderCase(table, row, ways, rest, expected);
  }

  /** Reads in other ways than whole and in boxes. */
  ReaderCase by(Way... others) {
    return new ReaderCase(table, row, List.of(others), samples, expected);
  }

  /** Gives the samples of one form. */
  List<ZarrSamples.Sample> samples(Form form) {
    return java.util.Objects.requireNonNull(samples.get(form), form.title);
  }

  /** Tells which types there are, for messages. */
  List<DataType> types(Form form) {
    return samples(form).stream().map(s -> s.values().type()).toList();
  }
}
