package org.arcoforge.quality.draw;

/**
 * Lists the colours of a picture: white to black, a perceptually uniform ramp (after viridis, whose
 * table is in the public domain by CC0), the same ramp darkened for lines across a map, and a few
 * more.
 */
final class Palette {
  /** Steps from white, which is 0, to black. */
  static final int GREYS = 32;

  /** First colour of the ramp. */
  static final int RAMP = GREYS;

  /** Colours of the ramp. */
  static final int STEPS = 96;

  /** First colour of the darkened ramp. */
  static final int DARK = RAMP + STEPS;

  static final int MISSING = DARK + STEPS;
  static final int BLUE = MISSING + 1;
  static final int RED = MISSING + 2;
  static final int ORANGE = MISSING + 3;
  static final int PALE = MISSING + 4;
  static final int SIZE = MISSING + 5;

  private static final int[] VIRIDIS = {
    0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B,
    0xFDE725
  };

  private Palette() {}

  /** Returns red, green and blue of all colours, a byte each. */
  static byte[] bytes() {
    byte[] bytes = new byte[3 * SIZE];
    for (int i = 0; i < GREYS; i++) {
      int level = 255 - Math.round(255f * i / (GREYS - 1));
      put(bytes, i, level << 16 | level << 8 | level);
    }
    for (int i = 0; i < STEPS; i++) {
      put(bytes, RAMP + i, ramp((double) i / (STEPS - 1), 1));
      put(bytes, DARK + i, ramp((double) i / (STEPS - 1), 0.45));
    }
    put(bytes, MISSING, 0xE4E4E4);
    put(bytes, BLUE, 0x0B5FA5);
    put(bytes, RED, 0xB3261E);
    put(bytes, ORANGE, 0xE08A00);
    put(bytes, PALE, 0xC9D3DC);
    return bytes;
  }

  /** Returns the colour of a value between two ends. */
  static int of(double value, double low, double high) {
    if (Double.isNaN(value)) {
      return MISSING;
    }
    if (!(high > low)) {
      return RAMP + STEPS / 2;
    }
    return RAMP + (int) Math.max(0, Math.min(STEPS - 1, (value - low) / (high - low) * STEPS));
  }

  private static int ramp(double t, double light) {
    double at = t * (VIRIDIS.length - 1);
    int i = Math.min(VIRIDIS.length - 2, (int) at);
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = VIRIDIS[i] >> shift & 0xFF;
      int b = VIRIDIS[i + 1] >> shift & 0xFF;
      colour |= (int) Math.round(light * (a + (b - a) * (at - i))) << shift;
    }
    return colour;
  }

  private static void put(byte[] bytes, int i, int colour) {
    bytes[3 * i] = (byte) (colour >> 16);
    bytes[3 * i + 1] = (byte) (colour >> 8);
    bytes[3 * i + 2] = (byte) colour;
  }
}
