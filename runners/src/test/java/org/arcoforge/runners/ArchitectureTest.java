package org.arcoforge.runners;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.arcoforge.Architecture;
import org.junit.jupiter.api.Test;

/** The dependency rule over all modules: recipes are declarative, and nobody imports runners. */
class ArchitectureTest {
  @Test
  void packagesOfAllModulesUseOnlyWhatTheyMay() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.arcoforge");
    for (ArchRule rule : Architecture.rules()) {
      rule.check(all);
    }
  }
}
