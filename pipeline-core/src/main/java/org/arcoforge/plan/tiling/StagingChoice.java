package org.arcoforge.plan.tiling;

/**
 * A staging choice says whether an array goes through an intermediate in scratch, and why.
 *
 * @param staged whether it does
 * @param pulled how often each source chunk is decoded, on average, if tiles read the sources
 * @param pullSeconds what that costs, in seconds of a thread
 * @param stageSeconds what the best intermediate costs; 0 if none fits the memory
 * @param reason for people: half a sentence
 */
public record StagingChoice(
    boolean staged, double pulled, double pullSeconds, double stageSeconds, String reason) {}
