import type { NameBook } from './names.js';
import { weightsOf, wordsOf } from './word-list.js';

// Common names in common combinations, put together by chance: whoever is called so is not meant.

/** With how often they occur. */
const surnames = `
Smith 8 Johnson 8 Williams 7 Brown 6 Jones 6 Garcia 6 Miller 5 Davis 5 Rodriguez 5 Martinez 5 Hernandez 4 Lopez 4 Wilson 4
Anderson 4 Thomas 3 Taylor 3 Moore 3 Jackson 3 Martin 3 Lee 3 Perez 3 Thompson 3 White 2 Harris 2 Sanchez 2 Clark 2
Ramirez 2 Lewis 2 Robinson 2 Walker 2 Young 2 Allen 2 King 2 Wright 2 Scott 2 Torres 2 Nguyen 3 Hill 2 Flores 2 Green 2
Adams 2 Nelson 2 Baker 2 Hall 1 Rivera 1 Campbell 1 Mitchell 1 Carter 1 Roberts 1 Patel 2 Kim 2 Chen 2 Murphy 1 Cook 1
Rogers 1 Morgan 1 Cooper 1 Peterson 1 Reed 1 Bailey 1 Bell 1 Howard 1 Ward 1 Cox 1 Diaz 1 Richardson 1 Wood 1 Watson 1
Brooks 1 Bennett 1 Gray 1 Hughes 1 Price 1 Sanders 1 Myers 1 Long 1 Foster 1 Singh 1 Khan 1 Kowalski 1 Fischer 1
`;

const boys = `
Liam Noah Oliver James Elijah Mateo Theodore Henry Lucas William Benjamin Levi Sebastian Jack Ezra Michael Daniel Leo Owen
Samuel Hudson Alexander Asher Luca Ethan John David Jackson Joseph Mason Luke Matthew Julian Dylan Elias Jacob Maverick
Gabriel Logan Aiden Thomas Isaac Miles Grayson Santiago Anthony Wyatt Carter Jayden Caleb Cooper Josiah Charles Isaiah
Nolan Cameron Nathan Andre Malik Diego Omar Ravi Kenji
`;

const girls = `
Olivia Amelia Charlotte Mia Sophia Isabella Evelyn Ava Sofia Camila Harper Luna Eleanor Violet Aurora Elizabeth Eliana
Hazel Chloe Ellie Nora Gianna Lily Emily Aria Scarlett Penelope Zoe Ella Abigail Layla Grace Willow Delilah Naomi Ivy
Hannah Madison Isla Maya Lucy Stella Leah Paisley Savannah Audrey Brooklyn Bella Skylar Claire Ruby Autumn Alice Jasmine
Destiny Fatima Priya Mei Ximena
`;

const men = `
Michael Christopher Jason David James Robert John Brian Matthew Daniel Joseph William Eric Jeffrey Kevin Steven Mark
Timothy Thomas Anthony Scott Andrew Paul Richard Carlos Luis Marcus Derek Raj Victor
`;

const women = `
Jennifer Amy Melissa Michelle Kimberly Lisa Angela Heather Stephanie Nicole Jessica Elizabeth Rebecca Kelly Mary
Christina Amanda Julie Sarah Laura Shannon Christine Tammy Karen Rosa Carmen Denise Monica Anita Linh
`;

const oldMen = 'Walter Harold Frank Raymond George Ernest Eugene Stanley Leonard Clarence';
const oldWomen = 'Dorothy Barbara Shirley Joyce Gloria Marjorie Beverly Evelyn Irene Lorraine';

export const englishNames: NameBook = {
  surnames: weightsOf(surnames),
  boys: wordsOf(boys),
  girls: wordsOf(girls),
  men: wordsOf(men),
  women: wordsOf(women),
  oldMen: wordsOf(oldMen),
  oldWomen: wordsOf(oldWomen),
  join: (surname, given) => `${given} ${surname}`,
};
