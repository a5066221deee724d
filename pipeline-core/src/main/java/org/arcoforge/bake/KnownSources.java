package org.arcoforge.bake;

import java.util.List;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.plan.merge.SourceRecord;

/**
 * Known sources are what the headers of all of a bake's files said when they were looked at.
 *
 * @param records of the files that were scanned, in the order of the pattern
 * @param failures of the others
 */
public record KnownSources(List<SourceRecord> records, List<SourceFailure> failures) {}
