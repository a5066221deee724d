package org.arcoforge.bake;

/** Gives name and version of this software, as provenance has them. */
public final class Software {
  private Software() {}

  /** Returns the name and the version of the jar, such as {@code ArcoForge 0.1.0}. */
  public static String text() {
    String version = Software.class.getPackage().getImplementationVersion();
    return "ArcoForge " + (version == null ? "development" : version);
  }
}
