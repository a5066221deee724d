package org.arcoforge.format.hdf5;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.arcoforge.inflate.Inflation;

/**
 * Zlib streams of all kinds, sound and damaged, of which native code and the JDK must make the
 * same: the same bytes, or the same words of refusal. Only where nothing is wrong with the bytes
 * and their checksum may native code give what the JDK refuses.
 */
final class StreamTrials {
  private static final Filter FILTER = new Filter(1, "deflate", new int[] {4});
  private static final int[] STRATEGIES = {
    Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY
  };
  private static final byte GUARD = 0x5A;

  private final Random chance;
  private final int most;
  private final Map<String, Integer> counts = new TreeMap<>();

  private StreamTrials(long seed, int most) {
    this.chance = new Random(seed);
    this.most = most;
  }

  private enum Damage {
    NONE,
    CUT,
    BIT,
    BYTES,
    CHECKSUM,
    TRAILING,
    TWICE,
    MORE_WANTED,
    FEWER_WANTED,
    DICTIONARY,
    RAW,
    HEADER,
    NOISE
  }

  /**
   * Makes streams of each kind.
   *
   * @param most bytes of a stream that is inflated
   * @return how often what came out; {@code native} are those that native code inflated
   * @throws AssertionError if once not the same came out
   */
  static Map<String, Integer> run(long seed, int rounds, int most) {
    StreamTrials trials = new StreamTrials(seed, most);
    for (int round = 0; round < rounds; round++) {
      for (Damage damage : Damage.values()) {
        trials.one(damage, "seed " + seed + ", round " + round + ", " + damage);
      }
    }
    return trials.counts;
  }

  private void one(Damage damage, String name) {
    byte[] values = values();
    int wanted =
        switch (damage) {
          case MORE_WANTED -> values.length + 1 + chance.nextInt(chance.nextBoolean() ? 1 : 5000);
          case FEWER_WANTED ->
              values.length - Math.min(values.length, 1 + chance.nextInt(values.length + 1));
          default -> values.length;
        };
    byte[] stream = damaged(damage, values);
    // What is cut off lies behind, as if it were another's.
    int length = damage == Damage.CUT ? cut(stream.length) : stream.length;
    int offset = chance.nextInt(20);
    byte[] in = new byte[offset + stream.length + chance.nextInt(20)];
    chance.nextBytes(in);
    System.arraycopy(stream, 0, in, offset, stream.length);
    String expected = outcome(new Deflate(true), in, offset, length, wanted, name);
    String found = outcome(new Deflate(false), in, offset, length, wanted, name);
    // Damage that changes no byte: of a table's unused end, or of the end of the last block.
    boolean isHarmless =
        found.equals(gives(values, values.length))
            && endsWithSum(stream, values)
            && damage != Damage.CUT;
    if (!expected.equals(found) && !isHarmless) {
      throw new AssertionError(name + ": the JDK " + expected + ", native code " + found);
    }
    counts.merge("harmless", expected.equals(found) ? 0 : 1, Integer::sum);
    counts.merge(expected.startsWith("gives") ? "sound" : "refused", 1, Integer::sum);
    byte[] out = new byte[wanted];
    if (Inflation.inflate(in, offset, length, out, wanted)) {
      counts.merge("native", 1, Integer::sum);
    }
  }

  private int cut(int length) {
    return chance.nextBoolean() ? chance.nextInt(length) : length - 1 - chance.nextInt(6);
  }

  private static String outcome(
      Deflate deflate, byte[] in, int offset, int length, int wanted, String name) {
    byte[] out = new byte[wanted + 64];
    Arrays.fill(out, wanted, out.length, GUARD);
    byte[] before = in.clone();
    String outcome;
    try {
      int n = deflate.decode(FILTER, in, offset, length, out, wanted);
      outcome = gives(out, n);
    } catch (DataFormatException e) {
      outcome = "refuses: " + e.getMessage();
    }
    for (int i = wanted; i < out.length; i++) {
      if (out[i] != GUARD) {
        throw new AssertionError(name + ": byte " + i + " was written, wanted are " + wanted);
      }
    }
    if (!Arrays.equals(before, in)) {
      throw new AssertionError(name + ": the packed bytes have changed");
    }
    return outcome;
  }

  private static String gives(byte[] bytes, int n) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, n);
    return "gives " + n + " bytes, " + Long.toHexString(crc.getValue());
  }

  private static boolean endsWithSum(byte[] stream, byte[] values) {
    Adler32 sum = new Adler32();
    sum.update(values);
    return stream.length > 4
        && ByteBuffer.wrap(stream).getInt(stream.length - 4) == (int) sum.getValue();
  }

  /** Bytes with and without repetitions, few and many. */
  private byte[] values() {
    int length =
        chance.nextInt(8) == 0 ? chance.nextInt(4) : chance.nextInt(1 + chance.nextInt(most));
    byte[] values = new byte[length];
    switch (chance.nextInt(5)) {
      case 0 -> chance.nextBytes(values);
      case 1 -> Arrays.fill(values, (byte) chance.nextInt());
      case 2 -> {
        for (int i = 0; i < length; i++) {
          values[i] = (byte) (i > 0 && chance.nextInt(9) > 0 ? values[i - 1] : chance.nextInt());
        }
      }
      case 3 -> {
        ByteBuffer floats = ByteBuffer.wrap(values);
        for (float f = 280; floats.remaining() >= 4; f += (float) chance.nextGaussian() / 8) {
          floats.putFloat(Math.round(f * 100) / 100f);
        }
      }
      default -> {
        int period = 1 + chance.nextInt(40000); // beyond the window, too
        for (int i = 0; i < length; i++) {
          values[i] = i < period ? (byte) chance.nextInt(64) : values[i - period];
        }
      }
    }
    return values;
  }

  private byte[] packed(byte[] values, boolean raw, boolean withDictionary) {
    Deflater deflater = new Deflater(chance.nextInt(10), raw);
    deflater.setStrategy(STRATEGIES[chance.nextInt(STRATEGIES.length)]);
    if (withDictionary) {
      deflater.setDictionary(new byte[] {1, 2, 3, 4, 5, 6, 7});
    }
    byte[] out = new byte[values.length + values.length / 500 + 5000];
    int n = 0;
    int first = chance.nextInt(values.length + 1); // another block, and an empty one, after these
    if (chance.nextInt(3) == 0) {
      deflater.setInput(values, 0, first);
      for (int more = 1; more > 0 && n < out.length; n += more) {
        more = deflater.deflate(out, n, out.length - n, Deflater.SYNC_FLUSH);
      }
      deflater.setInput(values, first, values.length - first);
    } else {
      deflater.setInput(values);
    }
    deflater.finish();
    while (!deflater.finished()) { // a strategy that was set costs a call
      out = n == out.length ? Arrays.copyOf(out, 2 * n) : out;
      n += deflater.deflate(out, n, out.length - n);
    }
    deflater.end();
    return Arrays.copyOf(out, n);
  }

  private byte[] damaged(Damage damage, byte[] values) {
    byte[] stream = packed(values, damage == Damage.RAW, damage == Damage.DICTIONARY);
    int n = stream.length;
    switch (damage) {
      case BIT -> stream[chance.nextInt(n)] ^= (byte) (1 << chance.nextInt(8));
      case BYTES -> {
        int at = chance.nextInt(n);
        for (int i = at; i < Math.min(n, at + 1 + chance.nextInt(8)); i++) {
          stream[i] = (byte) chance.nextInt();
        }
      }
      case CHECKSUM -> stream[n - 1 - chance.nextInt(4)] += (byte) (1 + chance.nextInt(255));
      case TRAILING -> {
        byte[] longer = Arrays.copyOf(stream, n + 1 + chance.nextInt(50));
        for (int i = n; i < longer.length; i++) {
          longer[i] = (byte) chance.nextInt();
        }
        return longer;
      }
      case TWICE -> {
        byte[] twice = Arrays.copyOf(stream, 2 * n);
        System.arraycopy(stream, 0, twice, n, n);
        return twice;
      }
      case HEADER -> { // any of the 65536, half of them with the right remainder
        int header = chance.nextInt(1 << 16);
        header = chance.nextBoolean() ? header : ((header & 0xFF00) | 0x0800) / 31 * 31 + 31;
        stream[0] = (byte) (header >> 8);
        stream[1] = (byte) header;
      }
      case NOISE -> {
        byte[] noise = new byte[chance.nextInt(200)];
        chance.nextBytes(noise);
        if (noise.length > 1 && chance.nextBoolean()) { // a zlib header
          noise[0] = 0x78;
          noise[1] = (byte) 0x9C;
        }
        return noise;
      }
      default -> {}
    }
    return stream;
  }
}
