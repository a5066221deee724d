package org.arcoforge.quality.draw;

import java.util.HashMap;
import java.util.Map;

/**
 * Draws letters as strokes, so that no font of the system is needed. A glyph is lines between
 * points of a grid of five by nine, each point two digits: its column and its row from the top; row
 * 6 is the base line. Characters that it does not know are boxes.
 */
final class StrokeFont {
  /** Columns from one letter to the next. */
  private static final double ADVANCE = 6;

  private static final String UNKNOWN = "0040460600";

  /** Each line is a character, and its strokes. */
  private static final String GLYPHS =
      """
      A 062046 1434
      B 06003041423303 3344453606
      C 4130100105163645
      D 00062644422000
      E 40000646 0333
      F 400006 0333
      G 41301001051636454323
      H 0006 4046 0343
      I 1030 2026 1636
      J 4045361605
      K 0006 4004 1346
      L 000646
      M 0600234046
      N 06004640
      O 103041453616050110
      P 06003041423303
      Q 103041453616050110 2446
      R 06003041423303 2346
      S 413010010213334445361605
      T 0040 2026
      U 000516364540
      V 002640
      W 0016233640
      X 0046 4006
      Y 002340 2326
      Z 00400646
      0 103041453616050110
      1 112026 1636
      2 01103041420646
      3 01103041423313 334445361605
      4 36300444
      5 400003334445361605
      6 4130100105163645443303
      7 004026
      8 103041423313020110 1304051636454433
      9 0516364541301001021343
      a 12324346 441405163645
      b 0006 0312324345361605
      c 4332120305163645
      d 4046 4332120305163645
      e 04444332120305163645
      f 40302126 1232
      g 4332120305163645 42473818
      h 0006 0312324346
      i 2226 2020
      j 222718 2020
      k 0006 3204 1436
      l 2026
      m 0206 03122326 23324346
      n 0206 0312324346
      o 123243453616050312
      p 0208 0312324345361605
      q 4248 4332120305163645
      r 0206 031232
      s 43321203143445361605
      t 202536 1232
      u 0205163645 4246
      v 022642
      w 0216243642
      x 0246 4206
      y 0226 4218
      z 02420646
      . 2626
      , 2617
      - 1434
      + 0444 2226
      _ 0747
      / 4006
      ( 30212536
      ) 10212516
      : 2323 2626
      ; 2323 2617
      % 4006 0010110100 3545463635
      = 0343 0545
      * 2125 0244 0442
      ^ 022042
      ' 2021
      " 1011 3031
      < 410345
      > 014305
      [ 30101636
      ] 10303616
      { 30212213242536
      } 10212233242516
      # 1016 3036 0242 0444
      & 46111020301206163644
      ! 2024 2626
      ? 01103041422324 2626
      | 2028
      \\ 0046
      ~ 04133443
      ` 1021
      $ 413010010213334445361605 2026
      @ 4424343342 1001051646
      ° 1021120110
      """;

  private static final Map<Integer, String[]> STROKES = strokes();

  /** Characters that look like others do as those. */
  private static final Map<Integer, Character> ALIKE =
      Map.of(
          0xB2, '2', 0xB3, '3', 0xB9, '1', 0xB5, 'u', 0x3BC, 'u', 0x2212, '-', 0x2013, '-', 0x2014,
          '-', 0xD7, 'x', 0xBA, '\u00B0');

  private StrokeFont() {}

  private static Map<Integer, String[]> strokes() {
    Map<Integer, String[]> all = new HashMap<>();
    GLYPHS
        .lines()
        .forEach(line -> all.put(line.codePointAt(0), line.substring(2).trim().split(" ")));
    all.put((int) ' ', new String[0]);
    return all;
  }

  /**
   * Draws a text, cut at a width, with its base line at {@code y}.
   *
   * @param size height of a capital, in pixels
   */
  static void draw(
      Canvas canvas, String text, double x, double y, double size, double darkness, double most) {
    double unit = size / 6;
    double at = x;
    int[] characters = fitting(text, size, most).codePoints().toArray();
    for (int character : characters) {
      for (String stroke : glyph(character)) {
        double left = at;
        for (int i = 0; i + 1 < stroke.length(); i += 2) {
          int j = i + 3 < stroke.length() ? i + 2 : i;
          if (j == i && stroke.length() > 2) {
            break; // the last point ends the line before
          }
          canvas.line(
              left + digit(stroke, i) * unit,
              y + (digit(stroke, i + 1) - 6) * unit,
              left + digit(stroke, j) * unit,
              y + (digit(stroke, j + 1) - 6) * unit,
              Math.max(1, size / 9),
              darkness);
        }
      }
      at += ADVANCE * unit;
    }
  }

  /** Draws a text that ends at {@code right}. */
  static void drawBefore(
      Canvas canvas, String text, double right, double y, double size, double darkness) {
    draw(canvas, text, right - width(text, size), y, size, darkness, Double.MAX_VALUE);
  }

  private static String[] glyph(int character) {
    int one = ALIKE.containsKey(character) ? ALIKE.getOrDefault(character, '?') : character;
    return STROKES.getOrDefault(one, new String[] {UNKNOWN});
  }

  private static int digit(String stroke, int i) {
    return stroke.charAt(i) - '0';
  }

  /** Returns the width of a text in pixels. */
  static double width(String text, double size) {
    return Math.max(0, ADVANCE * text.codePointCount(0, text.length()) - 1) * size / 6;
  }

  /** The text, or as much of it as there is room for. */
  private static String fitting(String text, double size, double most) {
    String one = text.replaceAll("\\s+", " ");
    if (width(one, size) <= most) {
      return one;
    }
    int room = Math.max(0, (int) (most / (size / 6) / ADVANCE) - 3);
    return one.substring(0, one.offsetByCodePoints(0, room)) + "...";
  }
}
