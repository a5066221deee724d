package org.arcoforge.bake.plandata;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Lists of numbers that are kept as numbers, not as objects. */
final class NumberList {
  private NumberList() {}

  /** This is a list of whole numbers of 64 bits. */
  static final class Longs extends AbstractList<Long> implements RandomAccess {
    private final long[] all;

    Longs(long... all) {
      this.all = all;
    }

    long at(int i) {
      return all[i];
    }

    long[] toLongs() {
      return all.clone();
    }

    @Override
    public Long get(int i) {
      return all[i];
    }

    @Override
    public int size() {
      return all.length;
    }
  }

  /** This is a list of floating-point numbers. */
  static final class Doubles extends AbstractList<Double> implements RandomAccess {
    private final double[] all;

    Doubles(double... all) {
      this.all = all;
    }

    @Override
    public Double get(int i) {
      return all[i];
    }

    @Override
    public int size() {
      return all.length;
    }
  }

  /** A builder collects numbers of one kind while a list is read. */
  static final class Builder {
    private long[] longs = new long[4];
    private double[] doubles = new double[0];
    private int size;

    /** Adds the number that the parser is at; does nothing and says no if it is of no kind. */
    boolean add(JsonParser in) throws IOException {
      switch (in.currentToken()) {
        case VALUE_NUMBER_INT -> {
          if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return false;
          }
          if (size == longs.length) {
            longs = Arrays.copyOf(longs, 2 * size);
          }
          longs[size++] = in.getLongValue();
        }
        case VALUE_NUMBER_FLOAT -> {
          if (size == doubles.length) {
            doubles = Arrays.copyOf(doubles, Math.max(4, 2 * size));
          }
          doubles[size++] = in.getDoubleValue();
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    List<?> build() {
      return doubles.length > 0
          ? new Doubles(Arrays.copyOf(doubles, size))
          : new Longs(Arrays.copyOf(longs, size));
    }
  }
}
