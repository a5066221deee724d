package org.arcoforge.quality.draw;

/** A canvas holds a picture whose pixels are colours of the {@link Palette}, white at first. */
final class Canvas {
  /** A box of pixels. */
  record Box(int x, int y, int width, int height) {
    int right() {
      return x + width;
    }

    int bottom() {
      return y + height;
    }
  }

  private final int width;
  private final int height;
  private final byte[] pixels;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new byte[width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Returns the pixels, row by row from the top. */
  byte[] pixels() {
    return pixels;
  }

  int get(int x, int y) {
    return pixels[y * width + x] & 0xFF;
  }

  /** Sets a pixel, if it is in the picture. */
  void set(int x, int y, int colour) {
    if (x >= 0 && y >= 0 && x < width && y < height) {
      pixels[y * width + x] = (byte) colour;
    }
  }

  void fill(Box box, int colour) {
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        set(x, y, colour);
      }
    }
  }

  /** Draws a frame of one pixel around a box. */
  void frame(Box box, double darkness) {
    double l = box.x() - 0.5;
    double t = box.y() - 0.5;
    double r = box.right() + 0.5;
    double b = box.bottom() + 0.5;
    line(l, t, r, t, 1, darkness);
    line(r, t, r, b, 1, darkness);
    line(r, b, l, b, 1, darkness);
    line(l, b, l, t, 1, darkness);
  }

  /**
   * Draws a straight line with soft edges: grey on white, darkened colours on a map.
   *
   * @param darkness 1 for black, 0 for nothing
   */
  void line(double x1, double y1, double x2, double y2, double thickness, double darkness) {
    line(x1, y1, x2, y2, thickness, darkness, new Box(0, 0, width, height));
  }

  /** Draws as the other method does, within a box only. */
  void line(
      double x1, double y1, double x2, double y2, double thickness, double darkness, Box clip) {
    double half = thickness / 2 + 0.5;
    int left = Math.max(clip.x(), (int) Math.floor(Math.min(x1, x2) - half));
    int right = Math.min(clip.right() - 1, (int) Math.ceil(Math.max(x1, x2) + half));
    int top = Math.max(clip.y(), (int) Math.floor(Math.min(y1, y2) - half));
    int bottom = Math.min(clip.bottom() - 1, (int) Math.ceil(Math.max(y1, y2) + half));
    double dx = x2 - x1;
    double dy = y2 - y1;
    double length = dx * dx + dy * dy;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double px = x + 0.5 - x1;
        double py = y + 0.5 - y1;
        double t = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
        double ex = px - t * dx;
        double ey = py - t * dy;
        double cover = half - Math.sqrt(ex * ex + ey * ey);
        if (cover > 0) {
          darken(x, y, Math.min(1, cover) * darkness);
        }
      }
    }
  }

  private void darken(int x, int y, double amount) {
    int now = get(x, y);
    if (now < Palette.GREYS) {
      set(x, y, Math.max(now, (int) Math.round(amount * (Palette.GREYS - 1))));
    } else if (now == Palette.MISSING) {
      if (amount > 0.3) {
        set(x, y, (int) Math.round((0.15 + 0.85 * amount) * (Palette.GREYS - 1)));
      }
    } else if (now < Palette.DARK && amount > 0.35) {
      set(x, y, now + Palette.STEPS);
    }
  }
}
