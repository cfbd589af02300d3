package dev.dialtone.model;

import dev.dialtone.source.Text;

/**
 * A variable that names a server to an image which reads another one for that.
 *
 * @param variable the variable that is set
 * @param image the image as its reference names it
 * @param dial whom the variable names
 * @param read the variable that the image reads
 * @param fallback whom the image dials as long as that is unset
 * @param takesSame whether the variable that is read takes such a value
 */
public record UnreadVariable(
    Variable variable, Text image, Dial dial, String read, Dial fallback, boolean takesSame) {}
