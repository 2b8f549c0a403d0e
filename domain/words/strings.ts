type StringNames<Area> = { [Name in keyof Area]: Area[Name] extends string ? Name : never }[keyof Area];

/** The plain words of an area, without its functions: what may cross to a client component. */
export function strings<Area extends object>(area: Area): Pick<Area, StringNames<Area>> {
  return Object.fromEntries(Object.entries(area).filter(([, word]) => typeof word === 'string')) as Pick<Area, StringNames<Area>>;
}
