package org.arcoforge.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Holds the coastlines of the world, of Natural Earth at 1:110 million (public domain), as closed
 * rings: longitude, latitude, longitude and so on, in degrees. A ring may go on beyond 180 degrees.
 */
public final class Coastlines {
  private static final List<double[]> RINGS = read();

  private Coastlines() {}

  /** Returns the rings, which are not to be changed. */
  public static List<double[]> rings() {
    return RINGS;
  }

  private static List<double[]> read() {
    List<double[]> rings = new ArrayList<>();
    InputStream in = Objects.requireNonNull(Coastlines.class.getResourceAsStream("coast.txt"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          rings.add(ring(line.split(" ", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(rings);
  }

  private static double[] ring(String[] steps) {
    double[] ring = new double[steps.length];
    int[] at = new int[2];
    for (int i = 0; i < steps.length; i++) {
      at[i % 2] += Integer.parseInt(steps[i]);
      ring[i] = at[i % 2] / 10.0;
    }
    return ring;
  }
}
