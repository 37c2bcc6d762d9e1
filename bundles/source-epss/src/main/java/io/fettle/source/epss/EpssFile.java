package io.fettle.source.epss;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One day's file, read as a whole.
 *
 * @param date that the file gives itself; files of before 2022 give none
 * @param model empty where the file names none
 */
record EpssFile(Optional<LocalDate> date, String model, EpssScores scores) {}
