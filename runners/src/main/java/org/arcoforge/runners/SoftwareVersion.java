package org.arcoforge.runners;

import org.arcoforge.bake.Software;
import picocli.CommandLine.IVersionProvider;

/** Gives name and version of this software to {@code --version}. */
public final class SoftwareVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Software.text(), "Java " + System.getProperty("java.version")};
  }
}
