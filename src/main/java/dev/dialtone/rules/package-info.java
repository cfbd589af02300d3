/** The rules: a sorted list, and one class for each in a package by subject. */
@NullMarked
package dev.dialtone.rules;

import org.jspecify.annotations.NullMarked;
