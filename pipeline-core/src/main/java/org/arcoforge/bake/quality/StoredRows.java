package org.arcoforge.bake.quality;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Statistics;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.ObjectIndex;
import org.arcoforge.quality.Completeness;
import org.arcoforge.quality.TimeSeries;
import org.arcoforge.zarr.ArrayReader;
import org.jspecify.annotations.Nullable;

/** Adds up what a manifest says of one array's objects, row by row along the time axis. */
final class StoredRows {
  /** Rows that a report shows; of longer axes neighbours are put together. */
  private static final int MOST = 400;

  private final ArrayLayout layout;
  private final int time;
  private final @Nullable Statistics[] objects; // of each object; null if not known
  private final Row[] rows;
  private boolean isKnown = true;

  private static final class Row {
    Statistics statistics = Statistics.none();
    long written;
    long empty;
    boolean isKnown = true;
  }

  private StoredRows(ArrayLayout layout, int time) {
    this.layout = layout;
    this.time = time;
    ChunkGrid grid = layout.objects();
    objects = new Statistics[Math.toIntExact(grid.count())];
    rows = new Row[time < 0 ? 1 : Math.toIntExact(grid.count(time))];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Row();
    }
  }

  /**
   * Reads the rows of an array.
   *
   * @param entries what the manifest says of it
   * @param time place of the time axis, or -1
   */
  static StoredRows of(ArrayReader array, List<Manifest.Entry> entries, int time) {
    StoredRows stored = new StoredRows(array.layout(), time);
    ObjectIndex index = ObjectIndex.of(array.layout(), array::key);
    for (Manifest.Entry entry : entries) {
      long number = index.number(entry.key());
      if (number >= 0) {
        stored.add(entry, Math.toIntExact(number));
      }
    }
    return stored;
  }

  private void add(Manifest.Entry entry, int number) {
    long[] index = layout.objects().index(number);
    Row row = rows[time < 0 ? 0 : (int) index[time]];
    row.written += entry.written() == null ? 0 : 1;
    row.empty += entry.written() == null ? 1 : 0;
    Statistics statistics = entry.statistics();
    objects[number] = statistics;
    if (statistics == null) {
      row.isKnown = false;
      isKnown = false;
    } else {
      row.statistics = row.statistics.plus(statistics);
    }
  }

  /** Returns the statistics of all values; null if not all objects have some. */
  @Nullable Statistics statistics() {
    Statistics all = Statistics.none();
    for (Row row : rows) {
      all = all.plus(row.statistics);
    }
    return isKnown && all.count() + all.missing() == layout.variable().elements() ? all : null;
  }

  /** Returns the statistics of the object at an index; null if they are not known. */
  @Nullable Statistics object(long[] index) {
    return objects[Math.toIntExact(layout.objects().linear(index))];
  }

  /** Returns the last row of which about as much is there as of any. */
  long lastWhole() {
    double least = 1;
    for (Row row : rows) {
      least = Math.min(least, missing(row));
    }
    for (int i = rows.length - 1; i >= 0; i--) {
      if (missing(rows[i]) <= least + 0.1 * (1 - least)) {
        return i;
      }
    }
    return rows.length - 1L;
  }

  private static double missing(Row row) {
    Statistics s = row.statistics;
    long all = s.count() + s.missing();
    return all == 0 ? row.written > 0 ? 0 : 1 : (double) s.missing() / all;
  }

  /** Returns the means of rows over the whole axis; none if nobody looked at the values. */
  TimeSeries means() {
    List<Long> positions = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    int step = step();
    for (int i = 0; time >= 0 && isKnown && i < rows.length; i += step) {
      Statistics s = Statistics.none();
      for (int k = i; k < Math.min(rows.length, i + step); k++) {
        s = s.plus(rows[k].statistics);
      }
      positions.add(start(i));
      values.add(s.mean());
    }
    return new TimeSeries(positions, values);
  }

  private int step() {
    return (rows.length + MOST - 1) / MOST;
  }

  private long start(int row) {
    return time < 0 ? 0 : row * layout.objects().chunk(time);
  }

  /** Returns what is there of each row. */
  Completeness completeness(FilledSteps filled) {
    List<Completeness.Row> all = new ArrayList<>();
    long expected = layout.objects().count() / Math.max(1, rows.length);
    int step = step();
    long length = time < 0 ? 1 : layout.variable().shape()[time];
    for (int i = 0; i < rows.length; i += step) {
      Row sum = new Row();
      int end = Math.min(rows.length, i + step);
      for (int k = i; k < end; k++) {
        sum.written += rows[k].written;
        sum.empty += rows[k].empty;
        sum.statistics = sum.statistics.plus(rows[k].statistics);
        sum.isKnown &= rows[k].isKnown;
      }
      long from = start(i);
      long to = end == rows.length ? length : start(end);
      all.add(
          new Completeness.Row(
              from,
              sum.written,
              sum.empty,
              expected * (end - i) - sum.written - sum.empty,
              sum.isKnown ? missing(sum) : Double.NaN,
              time < 0 ? 0 : filled.share(layout.variable().name(), from, to)));
    }
    return new Completeness(all);
  }
}
