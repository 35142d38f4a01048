/**
 * Stands in for the form library's usual validator, which compiles schemas with `new Function`. Only the
 * library's own test helper asks for it, but the bundler must find something; our forms use validator.ts.
 */
export default {};
