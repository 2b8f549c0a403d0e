declare module 'jsonld' {
  const jsonld: { expand(document: object): Promise<object[]> };
  export default jsonld;
}
