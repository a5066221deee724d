package org.arcoforge.recipe.yaml;

import java.util.List;
import org.arcoforge.yaml.Shape;

/** Knows the licences of data that a feedstock may name, as SPDX ids. */
public final class Licenses {
  /** What to write where there is no SPDX id. */
  public static final String OTHER = "other";

  private static final List<String> IDS =
      List.of(
          "CC0-1.0",
          "CC-PDDC",
          "PDDL-1.0",
          "CC-BY-1.0",
          "CC-BY-2.0",
          "CC-BY-2.5",
          "CC-BY-3.0",
          "CC-BY-3.0-IGO",
          "CC-BY-4.0",
          "CC-BY-SA-3.0",
          "CC-BY-SA-3.0-IGO",
          "CC-BY-SA-4.0",
          "CC-BY-NC-3.0",
          "CC-BY-NC-3.0-IGO",
          "CC-BY-NC-4.0",
          "CC-BY-NC-SA-3.0",
          "CC-BY-NC-SA-4.0",
          "CC-BY-ND-3.0",
          "CC-BY-ND-4.0",
          "CC-BY-NC-ND-3.0",
          "CC-BY-NC-ND-4.0",
          "ODbL-1.0",
          "ODC-By-1.0",
          "DL-DE-BY-2.0",
          "DL-DE-ZERO-2.0",
          "OGL-UK-1.0",
          "OGL-UK-2.0",
          "OGL-UK-3.0",
          "OGL-Canada-2.0",
          "etalab-2.0",
          "NLOD-1.0",
          "NLOD-2.0",
          "CDLA-Permissive-1.0",
          "CDLA-Permissive-2.0",
          "CDLA-Sharing-1.0",
          "C-UDA-1.0",
          "O-UDA-1.0",
          "NIST-PD",
          "Apache-2.0",
          "MIT",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "0BSD",
          "ISC",
          "Unlicense",
          "EUPL-1.2",
          "MPL-2.0",
          "GPL-2.0-only",
          "GPL-2.0-or-later",
          "GPL-3.0-only",
          "GPL-3.0-or-later",
          "LGPL-3.0-or-later",
          "AGPL-3.0-or-later",
          OTHER);

  private Licenses() {}

  /** Returns whether a text is one of the ids, or {@link #OTHER}. */
  public static boolean isKnown(String license) {
    return IDS.contains(license);
  }

  static Shape shape() {
    return new Shape.Choice(
        "an SPDX id such as CC-BY-4.0, or 'other' with a link of rel license", IDS);
  }
}
