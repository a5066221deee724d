package org.arcoforge.runners;

import picocli.CommandLine.IVersionProvider;

/** Name and version of this software. */
final class SoftwareVersion implements IVersionProvider {
  /** For provenance: {@code ArcoForge 0.1.0}. */
  static String text() {
    String version = Arco.class.getPackage().getImplementationVersion();
    return "ArcoForge " + (version == null ? "development" : version);
  }

  @Override
  public String[] getVersion() {
    return new String[] {text(), "Java " + System.getProperty("java.version")};
  }
}
